// `history` cases: several clients edit and exchange updates; one replica gets everything in a bad order.
import { Scene } from './scene.mjs'

const undoAtRandom = (scene, d) => {
  const managers = scene.undoManagers ??= new Map()
  if (!managers.has(d)) {
    managers.set(d, managers.size)
    scene.do({ do: 'um', d, scope: null, ...(scene.random.chance(0.3) ? { merge: true } : {}) })
    return
  }
  scene.do({ do: scene.random.chance(0.6) ? 'undo' : 'redo', um: managers.get(d), emit: 3 })
}

/** Replica d receives a random update of another: late, early, twice. */
const receive = (scene, d, format) => {
  const foreign = scene.updates.filter(update => update.d !== d)
  if (foreign.length === 0) return
  const { of, k } = scene.random.chance(0.5) ? foreign.at(-1) : scene.random.pick(foreign)
  scene.do({ do: 'apply', d, u: { of, k, f: format }, f: format })
}

const catchUp = (scene, d, from, format) => {
  const vector = scene.do({ do: 'state', d, w: ['sv'] })
  const diff = scene.do({ do: 'diff', d: from, sv: { out: vector, field: 'sv' } })
  scene.do({ do: 'apply', d, u: { out: diff, field: `v${format}` }, f: format })
  return { out: diff, field: `v${format}` }
}

/** Packs some of the updates into merged ones, repeats some, and mixes the order. */
const deliveries = (scene, format, extra) => {
  const { random } = scene
  let parcels = scene.updates.map(({ of, k }) => ({ of, k, f: format }))
  if (random.chance(0.5)) {
    const packed = []
    while (parcels.length > 0) {
      const us = parcels.splice(0, random.chance(0.6) ? 1 : random.between(2, 6))
      if (us.length === 1) packed.push(us[0])
      else {
        if (random.chance(0.3)) random.shuffle(us)
        packed.push({ out: scene.do({ do: 'merge', us, f: format }), field: `v${format}` })
      }
    }
    parcels = packed
  }
  parcels.push(...extra)
  for (const parcel of [...parcels]) if (random.chance(0.1)) parcels.push(parcel)
  switch (random.weighted({ inOrder: 1, near: 3, shuffled: 3, backwards: 0.5 })) {
    case 'near': for (let i = 0; i + 1 < parcels.length; i++) if (random.chance(0.3)) [parcels[i], parcels[i + 1]] = [parcels[i + 1], parcels[i]]; break
    case 'shuffled': random.shuffle(parcels); break
    case 'backwards': parcels.reverse(); break
  }
  return parcels
}

export const generateHistory = (random, look) => {
  const scene = new Scene(random, look)
  try {
    const format = !look.legacy && random.chance(look.secondFormat ?? 0.3) ? 2 : 1
    const extra = []
    const rounds = random.between(...look.rounds)
    for (let round = 0; round < rounds; round++) {
      const d = scene.anyReplica()
      switch (random.weighted({ edit: 6, receive: 4, catchUp: 1, undo: look.undo ?? 0 })) {
        case 'edit': scene.edit(d); break
        case 'receive': receive(scene, d, format); break
        case 'undo': undoAtRandom(scene, d); break
        default: {
          const from = scene.anyReplica()
          if (from === d) break
          const diff = catchUp(scene, d, from, format)
          if (random.chance(0.5)) extra.push(diff)
        }
      }
    }
    const deliver = deliveries(scene, format, extra)
    return scene.recipe('history', {
      client: scene.spareClient,
      typed: random.chance(0.6),
      f: format,
      deliver: look.legacy ? deliver.map(input => random.chance(0.8) ? { legacy: input } : input) : deliver
    })
  } finally {
    scene.dispose()
  }
}
