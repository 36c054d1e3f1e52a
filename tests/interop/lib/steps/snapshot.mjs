import * as Y from 'yjs'
import { resolvePath } from '../paths.mjs'
import { stateOf } from '../state.mjs'
import { deltaToTagged, toBase64, toTaggedShallow } from '../tagged.mjs'

const named = (reference, name) => name === undefined ? undefined : reference.snapshots.get(name)

export const snapshotSteps = {
  snap (reference, { n }, { doc }) {
    const snapshot = Y.snapshot(doc)
    reference.snapshots.set(n, snapshot)
    return { snap1: toBase64(Y.encodeSnapshot(snapshot)), snap2: toBase64(Y.encodeSnapshotV2(snapshot)) }
  },
  snapdoc (reference, { n, gc, w }, { doc }) {
    const restored = Y.createDocFromSnapshot(doc, named(reference, n), new Y.Doc({ gc: gc !== false }))
    const state = stateOf(restored, reference.roots, w)
    restored.destroy()
    return state
  },
  snaptext (reference, { p, n, prev }, { doc }) {
    const text = resolvePath(doc, reference.roots, p)
    const delta = text.toDelta(named(reference, n), named(reference, prev), (type, id) => ({ type, user: id.client }))
    return { delta: deltaToTagged(delta) }
  },
  snapmap (reference, { p, n }, { doc }) {
    const entries = Y.typeMapGetAllSnapshot(resolvePath(doc, reference.roots, p), named(reference, n))
    return { map: Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, toTaggedShallow(value)])) }
  },
  snaparr: (reference, { p, n }, { doc }) =>
    ({ arr: Y.typeListToArraySnapshot(resolvePath(doc, reference.roots, p), named(reference, n)).map(toTaggedShallow) }),
  snapeq: (reference, { a, b }) => ({ eq: Y.equalSnapshots(named(reference, a), named(reference, b)) }),
  snaphas: (reference, { n, u }) => ({ has: Y.snapshotContainsUpdate(named(reference, n), reference.bytes(u)) })
}
