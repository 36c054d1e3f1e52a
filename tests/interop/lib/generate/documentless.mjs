// Functions over updates without a document, and damaged updates.
import { Scene } from './scene.mjs'

const Formats = [1, 2]

const varUint = value => {
  const bytes = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push(128 + value % 128)
  return [...bytes, value]
}

/** A state vector that no document has: unknown clients, clocks in the middle of a struct. */
const inventedVector = (random, docs) => {
  const entries = docs.filter(() => random.chance(0.7)).map(({ client }) => [client, random.below(25)])
  entries.sort(([a], [b]) => b - a)
  return Buffer.from([entries.length, ...entries.flatMap(([client, clock]) => [...varUint(client), ...varUint(clock)])]).toString('base64')
}

/** Updates of a short history, as inputs of one format. */
const material = (scene, look) => {
  const { random } = scene
  const rounds = random.between(...look.rounds)
  for (let round = 0; round < rounds; round++) {
    const d = scene.anyReplica()
    const foreign = scene.updates.filter(update => update.d !== d)
    if (foreign.length === 0 || random.chance(0.7)) scene.edit(d, { emit: 3 })
    else {
      const { of, k } = random.pick(foreign)
      scene.do({ do: 'apply', d, u: { of, k, f: 1 }, emit: 3 })
    }
  }
}

export const generateDocumentless = (random, look) => {
  const scene = new Scene(random, look)
  try {
    material(scene, look)
    const pools = Object.fromEntries(Formats.map(f => [f, scene.updates.map(({ of, k }) => ({ of, k, f }))]))
    for (let d = 0; d < scene.docs.length; d++) {
      const tag = scene.do({ do: 'state', d, w: ['v1', 'v2'] })
      for (const f of Formats) pools[f].push({ out: tag, field: `v${f}` })
    }
    for (let count = random.between(5, 15); count > 0 && pools[1].length > 0; count--) {
      const f = random.pick(Formats)
      const u = random.pick(pools[f])
      switch (random.weighted({ merge: 5, diffu: 3, svu: 1, meta: 1, conv: 2 })) {
        case 'merge': pools[f].push({ out: scene.do({ do: 'merge', us: random.list(1, 6, () => random.pick(pools[f])), f }), field: `v${f}` }); break
        case 'diffu': pools[f].push({ out: scene.do({ do: 'diffu', u, sv: inventedVector(random, scene.docs), f }), field: `v${f}` }); break
        case 'svu': scene.do({ do: 'svu', u, f }); break
        case 'meta': scene.do({ do: 'meta', u, f }); break
        default: pools[3 - f].push({ out: scene.do({ do: 'conv', u, f }), field: `v${3 - f}` })
      }
    }
    return scene.recipe('script')
  } finally {
    scene.dispose()
  }
}

const damage = (random, bytes, other) => {
  const result = [...bytes]
  for (let count = random.between(1, 4); count > 0; count--) {
    const at = random.below(result.length)
    switch (random.weighted({ flip: 4, set: 3, cut: 2, remove: 2, insert: 2, huge: 3, splice: 1 })) {
      case 'flip': result[at] ^= 1 << random.below(8); break
      case 'set': result[at] = random.pick([0, 1, 0x7f, 0x80, 0xff, random.below(256)]); break
      case 'cut': result.length = at; break
      case 'remove': result.splice(at, random.between(1, 4)); break
      case 'insert': result.splice(at, 0, ...random.list(1, 4, () => random.below(256))); break
      case 'huge': result.splice(at, 1, ...varUint(random.pick([4294967295, 2 ** 40, 2 ** 53 - 1, 2 ** 31])), ...(random.chance(0.2) ? [0xff, 0xff, 0xff] : [])); break
      default: result.splice(at, result.length, ...other.slice(random.below(other.length)))
    }
  }
  return Buffer.from(result).toString('base64')
}

export const generateHostile = (random, look) => {
  const scene = new Scene(random, look)
  try {
    material(scene, look)
    const f = random.pick(Formats)
    const updates = scene.updates.map(({ of, k }) => Buffer.from(scene.kitchen.resolve({ of, k, f }), 'base64'))
    const steps = updates.length === 0 ? [] : random.list(1, 4, () => {
      const us = random.list(5, 30, () => {
        const bytes = random.pick(updates)
        return random.chance(0.2) ? bytes.toString('base64') : damage(random, bytes, random.pick(updates))
      })
      return { do: 'bad', us, f }
    })
    return { kind: 'script', roots: {}, docs: [], steps }
  } finally {
    scene.dispose()
  }
}
