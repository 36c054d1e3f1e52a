// A random edit of one shared type, valid in its present state.
import * as Y from 'yjs'
import {
  embedValue, listValue, mapValue, randomAny, randomAttributes, randomInserts, randomKey, randomWord, randomXmlChild
} from './values.mjs'

// Most edits meet at few places, so that clients get into each other's way.
const position = (random, length) => random.chance(0.35) ? Math.min(length, random.below(3)) : random.below(length + 1)
const span = (random, length, index) => random.between(1, Math.max(1, Math.min(length - index, random.chance(0.2) ? 30 : 4)))

const deletion = (random, op, path, length) => {
  const i = random.below(length)
  return { op, p: path, i, n: span(random, length, i) }
}

const plainText = (random, { path, type }, { size }) => {
  const { length } = type
  if (length > 0 && random.chance(length > size ? 0.6 : 0.3)) return deletion(random, 'txt.del', path, length)
  return { op: 'txt.ins', p: path, i: position(random, length), s: randomWord(random) }
}

const randomDelta = (random, length, names) => random.list(1, 4, () => {
  const attributes = random.chance(0.5) ? { attributes: randomAttributes(random) } : {}
  switch (random.weighted({ insert: 4, retain: 4, delete: 2, embed: 1 })) {
    case 'retain': return { retain: random.between(1, Math.max(1, length >> 1)), ...attributes }
    case 'delete': return { delete: random.between(1, 4) }
    case 'embed': return { insert: embedValue(random, names), ...attributes }
    default: return { insert: randomWord(random), ...attributes }
  }
})
const richText = (random, place, names) => {
  const { path, type } = place
  const { length } = type
  const i = position(random, length)
  switch (random.weighted({ plain: 5, styled: 3, format: 5, embed: 1, delta: 2, attribute: 0.5 })) {
    case 'styled': return { op: 'txt.ins', p: path, i, s: randomWord(random), a: randomAttributes(random, 0) }
    case 'format': return { op: 'txt.fmt', p: path, i, n: random.chance(0.03) ? 0 : span(random, random.chance(0.9) ? length : length + 3, i), a: randomAttributes(random) }
    case 'embed': return { op: 'txt.emb', p: path, i, v: embedValue(random, names), ...(random.chance(0.5) ? { a: randomAttributes(random) } : {}) }
    case 'delta': return {
      op: 'txt.delta',
      p: path,
      d: length === 0 ? randomInserts(random) : randomDelta(random, length, names),
      ...(random.chance(0.2) ? { sanitize: false } : {})
    }
    case 'attribute': return attribute(random, place, names, randomAny)
    default: return plainText(random, place, names)
  }
}

const attribute = (random, { path, type }, names, value) => {
  const key = random.chance(0.6) && type._map.size > 0 ? random.pick([...type._map.keys()]) : randomKey(random)
  return random.chance(0.25) ? { op: 'attr.del', p: path, k: key } : { op: 'attr.set', p: path, k: key, v: value(random, names) }
}

const map = (random, { path, type }, names) => {
  const key = random.chance(0.5) && type._map.size > 0 ? random.pick([...type._map.keys()]) : randomKey(random)
  switch (random.weighted({ set: 8, delete: 3, clear: 0.4 })) {
    case 'delete': return { op: 'map.del', p: path, k: key }
    case 'clear': return { op: 'map.clear', p: path }
    default: return { op: 'map.set', p: path, k: key, v: mapValue(random, names) }
  }
}

const array = (random, { path, type }, names) => {
  const { length } = type
  const values = () => random.list(random.chance(0.03) ? 0 : 1, 4, () => listValue(random, names))
  if (length > 0 && random.chance(length > names.size ? 0.6 : 0.3)) return deletion(random, 'arr.del', path, length)
  return random.chance(0.25)
    ? { op: 'arr.push', p: path, v: values() }
    : { op: 'arr.ins', p: path, i: position(random, length), v: values() }
}

const xml = (random, place, names) => {
  const { path, type } = place
  const { length } = type
  const children = () => random.list(1, 2, () => randomXmlChild(random, names, path.length))
  if (type instanceof Y.XmlElement && random.chance(0.35)) {
    return attribute(random, place, names, (r, n) => r.chance(0.8) ? randomWord(r) : mapValue(r, n))
  }
  if (length > 0 && random.chance(length > 8 ? 0.7 : 0.3)) return deletion(random, 'xml.del', path, length)
  return random.chance(0.2)
    ? { op: 'xml.insafter', p: path, ref: length === 0 || random.chance(0.2) ? null : random.below(length), v: children() }
    : { op: 'xml.ins', p: path, i: position(random, length), v: children() }
}

const edits = { map, hook: map, array, frag: xml, elem: xml, text: richText, xmltext: richText }

/** An edit of the place; plain: text without formats. */
export const randomOperation = (random, place, names, plain) =>
  plain && place.type instanceof Y.Text ? plainText(random, place, names) : edits[place.kind](random, place, names)
