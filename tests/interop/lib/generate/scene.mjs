// Several replicas in the making: picks edits that are valid in the present state of real documents and writes down the
// recipe that leads there.
import { Kitchen } from '../recipe.mjs'
import { applyOperation } from '../operations.mjs'
import { livePlaces } from '../paths.mjs'
import { randomOperation } from './operations.mjs'

const LargeClient = 9007199254740991

const clientIds = (random, count) => {
  const ids = new Set()
  while (ids.size < count) {
    ids.add(random.weighted({ small: 6, middle: 3, large: 1 }) === 'small'
      ? random.between(1, 20)
      : random.chance(0.8) ? random.next() : LargeClient - random.below(1000))
  }
  return random.shuffle([...ids])
}

/** Unique names, how rich values may be, and the length around which lists stay. */
class Names {
  constructor ({ types = 0, subdocuments = 0, size = 40 }) {
    this.types = types
    this.subdocuments = subdocuments
    this.size = size
    this.count = 0
  }

  next (prefix) { return `${prefix}${this.count++}` }
}

export class Scene {
  /** look: { roots, replicas: [low, high], plain, types, subdocuments, size, gc: probability } */
  constructor (random, look) {
    this.random = random
    this.look = look
    this.names = new Names(look)
    const count = random.between(...look.replicas)
    this.docs = clientIds(random, count + 1).map(client => ({
      client,
      ...(random.chance(look.gc ?? 0.7) ? {} : { gc: false }),
      ...(random.chance(0.1) ? { typed: false } : {})
    }))
    this.spareClient = this.docs.pop().client
    this.roots = look.roots
    this.steps = []
    this.kitchen = new Kitchen({ roots: this.roots, docs: this.docs })
    this.updates = [] // { tag, k, d }: every update announced so far
  }

  get reference () { return this.kitchen.reference }
  docOf (d) { return this.reference.replicas[d].doc }
  anyReplica () { return this.random.below(this.docs.length) }

  /** Does a step and writes it down; returns its tag. */
  do (step) {
    const tag = this.names.next('t')
    const tagged = { ...step, tag }
    this.kitchen.run(tagged)
    this.steps.push(tagged)
    const announced = this.kitchen.announced.get(tag)
    if (announced) announced.u1.forEach((_, k) => this.updates.push({ of: tag, k, d: step.d }))
    return tag
  }

  /** One transaction of one to four edits. */
  edit (d, extra = {}) {
    const { random } = this
    const ops = []
    const size = random.chance(0.6) ? 1 : random.between(2, 4)
    // The edits of one transaction are tried out on real documents one by one: each must be valid after the one before.
    const replica = this.reference.replicas[d]
    const { doc } = replica
    const tag = this.names.next('t')
    replica.begin()
    doc.transact(() => {
      for (let k = 0; k < size; k++) {
        const places = livePlaces(doc, this.roots).filter(place => place.kind !== 'abstract')
        const operation = randomOperation(random, this.pickPlace(places), this.names, this.look.plain)
        applyOperation(doc, this.roots, operation)
        ops.push(operation)
      }
    }, extra.origin ?? null)
    this.steps.push({ do: 'tx', d, ops, ...extra, tag })
    this.kitchen.announced.set(tag, { u1: replica.u1, u2: replica.u2 })
    replica.u1.forEach((_, k) => this.updates.push({ of: tag, k, d }))
    return tag
  }

  // Deep places are as likely as roots, whatever their number.
  pickPlace (places) {
    const depth = this.random.pick([...new Set(places.map(place => place.path.length))])
    return this.random.pick(places.filter(place => place.path.length === depth))
  }

  place (d, suits = () => true) {
    const places = livePlaces(this.docOf(d), this.roots).filter(suits)
    return places.length === 0 ? undefined : this.random.pick(places)
  }

  recipe (kind, rest = {}) { return { kind, roots: this.roots, docs: this.docs, steps: this.steps, ...rest } }

  dispose () { this.reference.dispose() }
}
