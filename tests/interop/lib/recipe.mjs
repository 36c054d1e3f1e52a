// A recipe is a case whose byte inputs are still references to what its own earlier steps gave out, so that steps can
// be taken away while shrinking and the bytes follow. Realising it runs the steps on real Yjs and fills in the bytes.
//
//   { kind: 'script', roots, docs, steps }                       steps of the runner protocol, each with an optional `tag`
//   { kind: 'history', roots, docs, steps, client, typed, f, deliver }  only `deliver` is sent, the steps make the updates
//
// A byte input is base64 text or { of: tag, k, f } (update number k that the step announced, in format f)
// or { out: tag, field } (a byte field of the step's output) or { legacy: input } (an update of an old Yjs, see there).
import { toLegacy } from './legacy.mjs'
import { Reference } from './reference.mjs'

const ByteFields = ['u', 'sv', 'm', 'b', 'rel']

/** A step could not be run as the recipe stands, or Yjs itself fails in it: the recipe proves nothing. */
export class UnusableRecipe extends Error {}

export class Kitchen {
  constructor (recipe) {
    this.reference = new Reference(recipe)
    this.announced = new Map()
    this.outputs = new Map()
  }

  /** Base64 of a byte input; undefined when the step it refers to is gone or gave out less. */
  resolve (input) {
    if (typeof input === 'string') return input
    if ('legacy' in input) return toLegacy(this.resolve(input.legacy))
    if ('of' in input) return this.announced.get(input.of)?.[input.f === 2 ? 'u2' : 'u1'][input.k]
    return this.outputs.get(input.out)?.[input.field]
  }

  /** The step as the runner will see it, or undefined when one of its inputs is gone. */
  plain ({ tag, ...step }) {
    for (const field of ByteFields) {
      if (step[field] === undefined) continue
      step[field] = this.resolve(step[field])
      if (step[field] === undefined) return undefined
    }
    if (step.us) {
      step.us = step.us.map(input => this.resolve(input)).filter(bytes => bytes !== undefined)
      if (step.us.length === 0) return undefined
    }
    return step
  }

  /** Runs a step; returns it as the runner will see it. */
  run (step) {
    const plain = this.plain(step)
    if (plain === undefined) return undefined
    const output = this.reference.run(plain)
    if (step.tag !== undefined) {
      const replica = this.reference.replicas[step.d] ?? this.reference.undoManagers[step.um]?.replica
      if (replica) this.announced.set(step.tag, { u1: replica.u1, u2: replica.u2 })
      if (output) this.outputs.set(step.tag, output)
    }
    return plain
  }
}

/** The case of a recipe, without its expectation. Throws UnusableRecipe. */
export const realise = (recipe, id, group) => {
  const kitchen = new Kitchen(recipe)
  try {
    const steps = recipe.steps.map(step => kitchen.run(step)).filter(step => step !== undefined)
    const { kind, roots } = recipe
    if (kind === 'script') return { id, group, kind, roots, docs: recipe.docs, steps }
    const updates = recipe.deliver.map(input => kitchen.resolve(input)).filter(bytes => bytes !== undefined)
    return { id, group, kind, roots, client: recipe.client, typed: recipe.typed, f: recipe.f, updates }
  } catch (error) {
    throw new UnusableRecipe(error.message, { cause: error })
  } finally {
    kitchen.reference.dispose()
  }
}
