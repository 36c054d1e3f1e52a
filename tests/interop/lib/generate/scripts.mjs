// `script` cases: the engine under test makes the edits itself, in several documents at once.
import * as Y from 'yjs'
import { AllFields } from '../state.mjs'
import { Scene } from './scene.mjs'

const parts = (scene, d) => ({
  emit: scene.random.pick([3, 3, 1, 2]),
  ...(scene.observed.has(d) ? { ev: true } : {}),
  ...(scene.look.subdocuments ? { sd: true } : {})
})

const edit = (scene, d) => {
  const origin = scene.origins && scene.random.chance(0.4) ? { origin: scene.random.pick(scene.origins) } : {}
  scene.edit(d, { ...parts(scene, d), ...origin })
}

const receive = (scene, d) => {
  const foreign = scene.updates.filter(update => update.d !== d)
  if (foreign.length === 0) return
  const { of, k } = scene.random.chance(0.7) ? foreign.at(-1) : scene.random.pick(foreign)
  const f = scene.random.chance(0.3) ? 2 : 1
  scene.do({ do: 'apply', d, u: { of, k, f }, ...(f === 2 || scene.random.chance(0.5) ? { f } : {}), ...parts(scene, d) })
}

const catchUp = (scene, d, from = scene.anyReplica()) => {
  if (from === d) return
  const f = scene.random.chance(0.3) ? 2 : 1
  const vector = scene.do({ do: 'state', d, w: ['sv'] })
  const diff = scene.do({ do: 'diff', d: from, sv: { out: vector, field: 'sv' } })
  scene.do({ do: 'apply', d, u: { out: diff, field: `v${f}` }, f, ...parts(scene, d) })
}

const look = (scene, d) => scene.do({ do: 'state', d, w: scene.random.chance(0.3) ? AllFields : scene.random.shuffle([...AllFields]).slice(0, 3) })

const newUndoManager = (scene, d) => {
  const { random } = scene
  const places = random.list(1, 2, () => scene.place(d).path)
  scene.do({
    do: 'um',
    d,
    scope: random.chance(0.3) ? null : places,
    ...(random.chance(0.3) ? { merge: true } : {}),
    ...(random.chance(0.3) ? { origins: random.shuffle([null, 'a', 'b']).slice(0, random.between(1, 3)) } : {}),
    ...(random.chance(0.3) ? { ignoreRemoteMapChanges: true } : {})
  })
  scene.managers.push(d)
}
const undo = (scene, d) => {
  const { random } = scene
  if (scene.managers.length < 2 && (scene.managers.length === 0 || random.chance(0.1))) return newUndoManager(scene, d)
  const um = random.below(scene.managers.length)
  switch (random.weighted({ undo: 6, redo: 4, stop: 1, umclear: 0.3 })) {
    case 'undo': scene.do({ do: 'undo', um, emit: 3 }); break
    case 'redo': scene.do({ do: 'redo', um, emit: 3 }); break
    case 'stop': scene.do({ do: 'stop', um }); break
    default: scene.do({ do: 'umclear', um })
  }
}

const isList = place => place.type instanceof Y.Text || place.type instanceof Y.Array || place.type instanceof Y.XmlFragment
const relativePosition = (scene, d) => {
  const { random } = scene
  if (scene.positions.length > 0 && random.chance(0.6)) {
    scene.do({ do: 'abspos', d: scene.anyReplica(), n: random.pick(scene.positions), ...(random.chance(0.2) ? { follow: false } : {}) })
    return
  }
  const place = scene.place(d, isList)
  if (place === undefined) return
  const n = scene.names.next('r')
  scene.do({ do: 'relpos', d, p: place.path, i: random.below(place.type.length + 1), assoc: random.pick([0, 0, -1, 1]), n })
  scene.positions.push(n)
}

const snapshot = (scene, d) => {
  const { random } = scene
  const own = scene.snapshots.filter(taken => taken.d === d)
  if (own.length === 0 || random.chance(0.3)) {
    const n = scene.names.next('s')
    scene.do({ do: 'snap', d, n })
    scene.snapshots.push({ d, n })
    return
  }
  const { n } = random.pick(own)
  switch (random.weighted({ doc: 3, text: 4, map: 2, array: 2, equal: 1, contains: 1 })) {
    case 'doc': if (scene.docs[d].gc === false) scene.do({ do: 'snapdoc', d, n, ...(random.chance(0.3) ? { gc: false } : {}), w: AllFields }); break
    case 'text': return snapshotText(scene, d, own, n)
    case 'map': return atPlace(scene, d, p => p.type instanceof Y.Map, p => ({ do: 'snapmap', d, p, n }))
    case 'array': return atPlace(scene, d, p => p.type instanceof Y.Array, p => ({ do: 'snaparr', d, p, n }))
    case 'equal': {
      const again = scene.names.next('s')
      scene.do({ do: 'snap', d, n: again })
      scene.do({ do: 'snapeq', a: random.chance(0.5) ? n : own.at(-1).n, b: again })
      scene.snapshots.push({ d, n: again })
      break
    }
    default: if (scene.updates.length > 0) scene.do({ do: 'snaphas', n, u: { of: random.pick(scene.updates).of, k: 0, f: 1 } })
  }
}
const atPlace = (scene, d, suits, step) => {
  const place = scene.place(d, suits)
  if (place !== undefined) scene.do(step(place.path))
}
const snapshotText = (scene, d, own, n) => {
  const previous = scene.random.chance(0.5) ? { prev: scene.random.pick(own).n } : {}
  const present = previous.prev && scene.random.chance(0.2) ? {} : { n }
  atPlace(scene, d, p => p.type instanceof Y.Text, p => ({ do: 'snaptext', d, p, ...present, ...previous }))
}

const subdocument = (scene, d) => {
  const place = scene.place(d, p => p.type instanceof Y.Map && [...p.type.values()].some(value => value instanceof Y.Doc))
  if (place === undefined) return
  const [k] = scene.random.pick([...place.type.entries()].filter(([, value]) => value instanceof Y.Doc))
  scene.do({ do: scene.random.chance(0.6) ? 'subload' : 'subdestroy', d, p: place.path, k, ...parts(scene, d) })
}

const syncProtocol = (scene, d) => {
  const from = scene.anyReplica()
  if (from === d) return
  const step1 = scene.do({ do: 'sync1', d })
  const step2 = scene.do({ do: 'syncread', d: from, m: { out: step1, field: 'msg' } })
  scene.do({ do: 'syncread', d, m: { out: step2, field: 'reply' } })
  if (scene.updates.length === 0) return
  const { of, k } = scene.random.pick(scene.updates)
  const update = scene.do({ do: 'syncupd', u: { of, k, f: 1 } })
  scene.do({ do: 'syncread', d, m: { out: update, field: 'msg' } })
}

const actions = { edit, receive, catchUp: (scene, d) => catchUp(scene, d), look, undo, relativePosition, snapshot, subdocument, syncProtocol }

export const generateScript = (random, sceneLook) => {
  const scene = Object.assign(new Scene(random, sceneLook), { observed: new Set(), managers: [], positions: [], snapshots: [] })
  if (sceneLook.actions.undo) scene.origins = ['a', 'b']
  try {
    for (let d = 0; d < scene.docs.length; d++) {
      if (!random.chance(sceneLook.observers ?? 0)) continue
      scene.do({ do: 'observe', d })
      scene.observed.add(d)
    }
    const weights = { edit: 8, receive: 4, catchUp: 1, look: 1, ...sceneLook.actions }
    const rounds = random.between(...sceneLook.rounds)
    for (let round = 0; round < rounds; round++) actions[random.weighted(weights)](scene, scene.anyReplica())
    for (let d = 1; d < scene.docs.length; d++) catchUp(scene, 0, d)
    for (let d = 1; d < scene.docs.length; d++) catchUp(scene, d, 0)
    for (let d = 0; d < scene.docs.length; d++) scene.do({ do: 'state', d, w: AllFields })
    return scene.recipe('script')
  } finally {
    scene.dispose()
  }
}
