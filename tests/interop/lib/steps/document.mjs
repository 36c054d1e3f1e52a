// Edits, updates in and out, observers, sub-documents.
import * as Y from 'yjs'
import { applyOperation } from '../operations.mjs'
import { resolvePath } from '../paths.mjs'
import { stateOf } from '../state.mjs'
import { toBase64 } from '../tagged.mjs'

const subdocument = (reference, { p, k }, replica) => resolvePath(replica.doc, reference.roots, p).get(k)

export const documentSteps = {
  tx (reference, { ops, origin = null }, { doc }) {
    doc.transact(() => { for (const operation of ops) applyOperation(doc, reference.roots, operation) }, origin)
  },
  apply (reference, { u, f, origin }, replica) { replica.apply(reference.bytes(u), f, origin) },
  state: (reference, { w }, { doc }) => stateOf(doc, reference.roots, w),
  diff (reference, { sv }, { doc }) {
    const vector = reference.bytes(sv)
    return { v1: toBase64(Y.encodeStateAsUpdate(doc, vector)), v2: toBase64(Y.encodeStateAsUpdateV2(doc, vector)) }
  },
  observe (_, step, replica) { replica.observe() },
  subload (reference, step, replica) { subdocument(reference, step, replica).load() },
  subdestroy (reference, step, replica) { subdocument(reference, step, replica).destroy() }
}
