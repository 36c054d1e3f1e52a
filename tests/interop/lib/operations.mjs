// The edits of a `tx` step, done on real Yjs types.
import { deltaFromTagged, fromTagged } from './tagged.mjs'
import { resolvePath } from './paths.mjs'

const operations = {
  'map.set': (map, { k, v }) => map.set(k, fromTagged(v)),
  'map.del': (map, { k }) => map.delete(k),
  'map.clear': map => map.clear(),
  'arr.ins': (array, { i, v }) => array.insert(i, v.map(fromTagged)),
  'arr.push': (array, { v }) => array.push(v.map(fromTagged)),
  'arr.del': (array, { i, n }) => array.delete(i, n),
  'txt.ins': (text, { i, s, a }) => text.insert(i, s, a && fromTagged(a)),
  'txt.del': (text, { i, n }) => text.delete(i, n),
  'txt.fmt': (text, { i, n, a }) => text.format(i, n, fromTagged(a)),
  'txt.emb': (text, { i, v, a }) => text.insertEmbed(i, fromTagged(v), a && fromTagged(a)),
  'txt.delta': (text, { d, sanitize }) => text.applyDelta(deltaFromTagged(d), { sanitize: sanitize !== false }),
  'xml.ins': (parent, { i, v }) => parent.insert(i, v.map(fromTagged)),
  'xml.insafter': (parent, { ref, v }) => parent.insertAfter(ref == null ? null : parent.get(ref), v.map(fromTagged)),
  'xml.del': (parent, { i, n }) => parent.delete(i, n),
  'attr.set': (type, { k, v }) => type.setAttribute(k, fromTagged(v)),
  'attr.del': (type, { k }) => type.removeAttribute(k)
}

export const applyOperation = (doc, roots, operation) => {
  operations[operation.op](resolvePath(doc, roots, operation.p), operation)
}
