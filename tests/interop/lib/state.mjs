// The fields that a `state` step can ask for.
import * as Y from 'yjs'
import { rootOf } from './paths.mjs'
import { dumpType, toBase64, toTagged } from './tagged.mjs'

const perRoot = (doc, roots, read) => Object.fromEntries(Object.keys(roots).flatMap(name => {
  const value = read(rootOf(doc, roots, name))
  return value === undefined ? [] : [[name, value]]
}))
const hasText = type => type instanceof Y.Text || type instanceof Y.XmlFragment

const fields = {
  dump: (doc, roots) => perRoot(doc, roots, dumpType),
  json: (doc, roots) => perRoot(doc, roots, type => toTagged(type.toJSON())),
  str: (doc, roots) => perRoot(doc, roots, type => hasText(type) ? type.toString() : undefined),
  len: (doc, roots) => perRoot(doc, roots, type => type instanceof Y.Map ? type.size : type.length),
  sv: doc => toBase64(Y.encodeStateVector(doc)),
  v1: doc => toBase64(Y.encodeStateAsUpdate(doc)),
  v2: doc => toBase64(Y.encodeStateAsUpdateV2(doc)),
  snap1: doc => toBase64(Y.encodeSnapshot(Y.snapshot(doc))),
  snap2: doc => toBase64(Y.encodeSnapshotV2(Y.snapshot(doc))),
  pend: doc => [doc.store.pendingStructs !== null, doc.store.pendingDs !== null],
  guids: doc => [...doc.getSubdocGuids()].sort()
}

export const AllFields = Object.keys(fields)

export const stateOf = (doc, roots, wanted) => {
  const state = {}
  for (const field of wanted) state[field] = fields[field](doc, roots)
  return state
}
