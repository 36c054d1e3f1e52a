// Makes a recipe that shows a difference as small as it gets while it still shows one.
import { judge, prepare } from './trial.mjs'
import { UnusableRecipe } from './recipe.mjs'

const MaxTrials = 1500

const without = (list, from, count) => [...list.slice(0, from), ...list.slice(from + count)]
const replaceAt = (list, index, value) => list.map((old, k) => k === index ? value : old)

/** Lists with ever smaller pieces taken out. */
function * shorterLists (list) {
  for (let size = list.length >> 1; size >= 1; size >>= 1) {
    for (let from = list.length - size; from >= 0; from -= size) yield without(list, from, size)
  }
}

const ShrinkableLists = new Set(['v', 'd', 'us', 'w', 'c', 'a', 'scope', 'origins'])
const DroppableFields = new Set(['emit', 'ev', 'sd', 'origin', 'origins', 'merge', 'ignoreRemoteMapChanges', 'follow', 'sanitize', 'gc', 'typed', 'attributes', 'guid'])
const PlainObjects = new Set(['a', 'attributes'])

const HoldPairs = { map: 'v', hook: 'v', elem: 'a' }

/** Entries [key, value]: fewer of them, or one with a smaller value, never half a pair. */
function * fewerPairs (pairs) {
  yield * shorterLists(pairs)
  for (const [k, [key, value]] of pairs.entries()) for (const less of smaller(value, 'v')) yield replaceAt(pairs, k, [key, less])
}

/** The smaller values one change away from the value under a field. */
function * smaller (value, field) {
  if (typeof value === 'string' && (field === 's' || field === 'insert') && value.length > 1) {
    yield value.slice(0, value.length >> 1)
    yield value.slice(1)
    if (!/^x+$/.test(value)) yield 'x'.repeat(value.length)
  }
  if (typeof value === 'number' && ['i', 'n', 'retain', 'delete'].includes(field) && value > 1) {
    yield value >> 1
    yield value - 1
  }
  if (Array.isArray(value)) {
    if (ShrinkableLists.has(field)) yield * shorterLists(value)
    for (const [k, part] of value.entries()) for (const less of smaller(part, field)) yield replaceAt(value, k, less)
  } else if (value !== null && typeof value === 'object') {
    if (field === 'v' && !('op' in value) && Object.keys(value).length > 0) yield 1
    for (const key of Object.keys(value)) {
      if (DroppableFields.has(key) || PlainObjects.has(field)) {
        const { [key]: _, ...rest } = value
        yield rest
      }
      const parts = key === HoldPairs[value.$t] ? fewerPairs(value[key] ?? []) : smaller(value[key], key)
      for (const less of parts) yield { ...value, [key]: less }
    }
  }
}

function * smallerSteps (steps) {
  yield * shorterLists(steps)
  for (const [k, step] of steps.entries()) {
    if (step.ops?.length > 1) for (const ops of shorterLists(step.ops)) yield replaceAt(steps, k, { ...step, ops })
    const { ops, ...rest } = step
    for (const less of smaller(rest)) yield replaceAt(steps, k, ops ? { ...less, ops } : less)
    for (const [j, operation] of (ops ?? []).entries()) {
      for (const less of smaller(operation)) yield replaceAt(steps, k, { ...step, ops: replaceAt(ops, j, less) })
    }
  }
}

function * smallerRecipes (recipe) {
  if (recipe.deliver) for (const deliver of shorterLists(recipe.deliver)) yield { ...recipe, deliver }
  for (const steps of smallerSteps(recipe.steps)) yield { ...recipe, steps }
  for (const name of Object.keys(recipe.roots)) {
    const { [name]: _, ...roots } = recipe.roots
    yield { ...recipe, roots }
  }
  for (const docs of smaller(recipe.docs, 'docs')) yield { ...recipe, docs }
}

/** The smallest recipe found that the engine still answers with the same level of difference, as a finding. */
export const shrink = async (recipe, { engine, group, level }) => {
  const trial = async candidate => {
    try {
      const prepared = prepare(candidate, 'shrinking', group)
      const verdict = judge(prepared, await engine.ask(prepared.testCase))
      return verdict.level === level ? { recipe: candidate, ...prepared, verdict } : undefined
    } catch (error) {
      if (error instanceof UnusableRecipe) return undefined
      throw error
    }
  }
  let best = await trial(recipe)
  for (let trials = 0, progress = best !== undefined; progress;) {
    progress = false
    for (const candidate of smallerRecipes(best.recipe)) {
      if (++trials > MaxTrials) return best
      const found = await trial(candidate)
      if (found === undefined) continue
      best = found
      progress = true
      break
    }
  }
  return best
}
