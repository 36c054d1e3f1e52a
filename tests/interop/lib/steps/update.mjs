// Functions over updates that need no document.
import * as Y from 'yjs'
import { toBase64 } from '../tagged.mjs'

const inFormat = (f, one, two) => f === 2 ? { v2: toBase64(two()) } : { v1: toBase64(one()) }
const byClientDescending = map => [...map].sort(([a], [b]) => b - a)

export const updateSteps = {
  merge (reference, { us, f }) {
    const updates = us.map(u => reference.bytes(u))
    return inFormat(f, () => Y.mergeUpdates(updates), () => Y.mergeUpdatesV2(updates))
  },
  diffu (reference, { u, sv, f }) {
    const [update, vector] = [reference.bytes(u), reference.bytes(sv)]
    return inFormat(f, () => Y.diffUpdate(update, vector), () => Y.diffUpdateV2(update, vector))
  },
  svu (reference, { u, f }) {
    const read = f === 2 ? Y.encodeStateVectorFromUpdateV2 : Y.encodeStateVectorFromUpdate
    return { sv: toBase64(read(reference.bytes(u))) }
  },
  conv: (reference, { u, f }) => f === 2
    ? { v1: toBase64(Y.convertUpdateFormatV2ToV1(reference.bytes(u))) }
    : { v2: toBase64(Y.convertUpdateFormatV1ToV2(reference.bytes(u))) },
  meta (reference, { u, f }) {
    const { from, to } = (f === 2 ? Y.parseUpdateMetaV2 : Y.parseUpdateMeta)(reference.bytes(u))
    return { from: byClientDescending(from), to: byClientDescending(to) }
  },
  // Damaged bytes may be refused in any way; that the engine goes on is the point. Yjs itself does not: on some it
  // allocates until the process dies. So nothing is applied here.
  bad: (reference, { us }) => ({ survived: us.length })
}
