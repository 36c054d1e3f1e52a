// Runs many trials against one engine, generating ahead while it works.
import { generate } from './generate/groups.mjs'
import { UnusableRecipe } from './recipe.mjs'
import { judge, prepare } from './trial.mjs'

const Ahead = 16

export class Campaign {
  constructor (engine) {
    this.engine = engine
    this.running = new Set()
    this.exact = 0
    this.unusable = 0
    this.unsupported = new Map()
    this.findings = []
  }

  /** Starts the trial of a group and a seed; waits only when too many are under way. */
  async start (group, seed) {
    const recipe = generate(group, seed)
    let prepared
    try {
      prepared = prepare(recipe, `${group}:${seed}`, group)
    } catch (error) {
      if (!(error instanceof UnusableRecipe)) throw error
      this.unusable++
      return
    }
    const trial = this.engine.ask(prepared.testCase).then(reply => {
      this.running.delete(trial)
      this.note(group, seed, recipe, judge(prepared, reply))
    })
    this.running.add(trial)
    if (this.running.size >= Ahead) await Promise.race(this.running)
  }

  note (group, seed, recipe, verdict) {
    if (verdict.level === 'exact') this.exact++
    else if (verdict.level === 'unsupported') this.unsupported.set(verdict.where, (this.unsupported.get(verdict.where) ?? 0) + 1)
    else this.findings.push({ group, seed, recipe, verdict })
  }

  async finish () { await Promise.all(this.running) }
}
