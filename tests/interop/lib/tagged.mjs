// The tagged JSON of the runner protocol: plain values, new shared types, and dumps of what a document holds.
import * as Y from 'yjs'

export const toBase64 = bytes => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
export const fromBase64 = text => new Uint8Array(Buffer.from(text, 'base64'))

const kinds = [
  ['map', Y.Map], ['array', Y.Array], ['text', Y.Text], ['elem', Y.XmlElement],
  ['frag', Y.XmlFragment], ['xmltext', Y.XmlText], ['hook', Y.XmlHook]
]
const constructors = Object.fromEntries(kinds)
const names = new Map(kinds.map(([name, type]) => [type, name]))

export const constructorOf = kind => constructors[kind]
export const kindOf = type => names.get(type.constructor) ?? 'abstract'

const mapObject = (source, change) => {
  const result = {}
  for (const key of Object.keys(source)) result[key] = change(source[key])
  return result
}

/** Tagged JSON to what Yjs takes: a value, a shared type not yet in a document, or a sub-document. */
export const fromTagged = value => {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(fromTagged)
  if (Object.hasOwn(value, '$u')) return undefined
  if (Object.hasOwn(value, '$n')) return value.$n === '-0' ? -0 : Number(value.$n)
  if (Object.hasOwn(value, '$big')) return BigInt(value.$big)
  if (Object.hasOwn(value, '$b')) return fromBase64(value.$b)
  if (Object.hasOwn(value, '$t')) return newType[value.$t](value)
  return mapObject(value, fromTagged)
}

export const deltaFromTagged = delta => delta.map(op => mapObject(op, fromTagged))

const newText = (Type, from) => {
  const text = from.v == null ? new Type() : new Type(from.v)
  if (from.d) text.applyDelta(deltaFromTagged(from.d))
  return text
}
const newChildren = (parent, children) => {
  if (children?.length) parent.insert(0, children.map(fromTagged))
  return parent
}
const newMap = (map, entries) => {
  for (const [key, value] of entries ?? []) map.set(key, fromTagged(value))
  return map
}
const newType = {
  map: from => newMap(new Y.Map(), from.v),
  hook: from => newMap(new Y.XmlHook(from.n), from.v),
  array: from => newChildren(new Y.Array(), from.v),
  frag: from => newChildren(new Y.XmlFragment(), from.c),
  text: from => newText(Y.Text, from),
  xmltext: from => newText(Y.XmlText, from),
  elem: from => {
    const element = new Y.XmlElement(from.n)
    for (const [key, value] of from.a ?? []) element.setAttribute(key, fromTagged(value))
    return newChildren(element, from.c)
  },
  doc: from => {
    const options = { guid: from.guid }
    if (from.gc === false) options.gc = false
    if (from.autoLoad) options.autoLoad = true
    if (Object.hasOwn(from, 'meta')) options.meta = fromTagged(from.meta)
    return new Y.Doc(options)
  }
}

const numberToTagged = number =>
  Object.is(number, -0) ? { $n: '-0' } : Number.isFinite(number) ? number : { $n: String(number) }

/** What a document holds, to tagged JSON; shared types are dumped with all their content. */
export const toTagged = value => {
  if (value === undefined) return { $u: 1 }
  if (typeof value === 'number') return numberToTagged(value)
  if (typeof value === 'bigint') return { $big: String(value) }
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Uint8Array) return { $b: toBase64(value) }
  if (value instanceof Y.AbstractType) return dumpType(value)
  if (value instanceof Y.Doc) return dumpSubdocument(value)
  return Array.isArray(value) ? value.map(toTagged) : mapObject(value, toTagged)
}

const dumpSubdocument = doc => ({
  t: 'doc',
  guid: doc.guid,
  ...(doc.gc ? {} : { gc: false }),
  ...(doc.autoLoad ? { autoLoad: true } : {}),
  ...(doc.meta == null ? {} : { meta: toTagged(doc.meta) })
})

const liveEntries = type => {
  const entries = {}
  for (const [key, item] of type._map) if (!item.deleted) entries[key] = toTagged(item.content.getContent().at(-1))
  return entries
}

export const deltaToTagged = delta => delta.map(({ insert, attributes, ...rest }) => ({
  ...(insert === undefined ? {} : { insert: toTagged(insert) }),
  ...rest,
  ...(attributes ? { attributes: toTagged(attributes) } : {})
}))

const dumpChildren = type => type.toArray().map(toTagged)
const dumpText = (t, type) => {
  const attributes = liveEntries(type)
  return { t, d: deltaToTagged(type.toDelta()), ...(Object.keys(attributes).length > 0 ? { a: attributes } : {}) }
}

export const dumpType = type => {
  const t = kindOf(type)
  switch (t) {
    case 'map': return { t, v: liveEntries(type) }
    case 'hook': return { t, n: type.hookName, v: liveEntries(type) }
    case 'array': return { t, v: dumpChildren(type) }
    case 'elem': return { t, n: type.nodeName, a: liveEntries(type), c: dumpChildren(type) }
    case 'frag': return { t, c: dumpChildren(type) }
    case 'text': case 'xmltext': return dumpText(t, type)
    default: return { t }
  }
}

/** As toTagged, but of a shared type only the kind. */
export const toTaggedShallow = value => value instanceof Y.AbstractType ? { t: kindOf(value) } : toTagged(value)
