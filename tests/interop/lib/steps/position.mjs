import * as Y from 'yjs'
import { pathOf, resolvePath } from '../paths.mjs'
import { toBase64 } from '../tagged.mjs'

export const positionSteps = {
  relpos (reference, { p, i, assoc, n }, { doc }) {
    const position = Y.createRelativePositionFromTypeIndex(resolvePath(doc, reference.roots, p), i, assoc)
    const bytes = Y.encodeRelativePosition(position)
    reference.positions.set(n, bytes)
    return { rel: toBase64(bytes), json: Y.relativePositionToJSON(position) }
  },
  abspos (reference, { n, rel, follow }, { doc }) {
    const position = Y.decodeRelativePosition(rel === undefined ? reference.positions.get(n) : reference.bytes(rel))
    const absolute = Y.createAbsolutePositionFromRelativePosition(position, doc, follow !== false)
    return { abs: absolute && { p: pathOf(absolute.type), i: absolute.index, assoc: absolute.assoc } }
  }
}
