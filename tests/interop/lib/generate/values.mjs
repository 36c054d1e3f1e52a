// Random values of every kind that a document can hold, as tagged JSON.

const Words = ['a', 'b', 'ab', 'xyz', 'hello', 'abcdefgh', '0123456789', 'tafel', 'één', 'ß', '中文', '😀', 'x😀y', '👩‍👧', '\n', ' ', 'lorem ipsum dolor', '\u0001', '"q"', '\\', '<&>', '\u2028']
const Keys = ['a', 'b', 'c', 'key', '1', '0', '10', 'é', '😀', '']
const Numbers = [0, 1, -1, 2, 63, 64, -64, 127, 128, 8191, 8192, 2147483647, 2147483648, -2147483647, -2147483648, 4294967296,
  9007199254740991, -9007199254740991, 0.5, -0.5, 0.1, 1.25, 1e21, 1e-7, 123456789.125, 3.4028234663852886e38, 5e-324, 1.7976931348623157e308]
const Specials = ['NaN', 'Infinity', '-Infinity', '-0']
const BigInts = ['0', '1', '-1', '9223372036854775807', '-9223372036854775808', '4294967296']
const NodeNames = ['p', 'div', 'Heading', 'b', 'list-item', 'P', 'ΟΔΟΣ', 'É', 'İX', 'Σ', 'ΑΣ.Α', 'ΑΣ\'', 'aΣ\u0301', '𐐀Σ', 'ẞǅ']

// One to three characters from anywhere in Unicode; half a pair is not text.
const anyCharacters = random => random.list(1, 3, () => {
  const code = random.chance(0.5) ? random.below(0x800) : random.below(0x110000)
  return code >= 0xd800 && code <= 0xdfff ? '-' : String.fromCodePoint(code)
}).join('')

export const randomWord = random => {
  switch (random.weighted({ letters: 70, words: 27, any: 3 })) {
    case 'words': return random.pick(Words)
    case 'any': return anyCharacters(random)
    default: return String.fromCharCode(97 + random.below(26)).repeat(random.between(1, 3))
  }
}
export const randomKey = random => random.pick(Keys)

const float = new DataView(new ArrayBuffer(8))
const anyFinite = random => {
  float.setUint32(0, random.next())
  float.setUint32(4, random.next())
  const number = random.chance(0.3) ? Math.fround(float.getFloat32(0)) : float.getFloat64(0)
  return Number.isFinite(number) ? number : 0
}
/** As often a few digits and a small exponent as any bits at all: the borders of the shortest notation lie in the middle. */
const randomNumber = random => {
  switch (random.weighted({ known: 6, decimal: 3, any: 1 })) {
    case 'known': return random.pick(Numbers)
    case 'any': return anyFinite(random)
    default: return Number(`${random.between(-9999, 9999)}e${random.between(-24, 24)}`)
  }
}
const bytes = random => ({ $b: Buffer.from(random.list(0, 5, () => random.below(256))).toString('base64') })

const object = (random, depth, value) => Object.fromEntries(random.list(0, 3, () => [randomKey(random), value(random, depth + 1)]))

/** Plain JSON: what format values and embeds can be. */
export const randomJson = (random, depth = 0) => {
  switch (random.weighted({ text: 4, number: 3, flag: 1, nothing: 1, object: depth < 3 ? 2 : 0, list: depth < 3 ? 1 : 0 })) {
    case 'text': return randomWord(random)
    case 'number': return randomNumber(random)
    case 'flag': return random.chance(0.5)
    case 'object': return object(random, depth, randomJson)
    case 'list': return random.list(0, 3, () => randomJson(random, depth + 1))
    default: return null
  }
}

/** What the `any` encoding can hold. */
export const randomAny = (random, depth = 0) => {
  switch (random.weighted({ json: 10, special: 1, big: 1, undefined: 1, bytes: 1, object: depth < 2 ? 1 : 0, list: depth < 2 ? 1 : 0 })) {
    case 'special': return { $n: random.pick(Specials) }
    case 'big': return { $big: random.pick(BigInts) }
    case 'undefined': return { $u: 1 }
    case 'bytes': return bytes(random)
    case 'object': return object(random, depth, randomAny)
    case 'list': return random.list(0, 3, () => randomAny(random, depth + 1))
    default: return randomJson(random, depth)
  }
}

// Yjs refuses undefined and BigInt as elements of a list; inside of an element they are fine.
const isForbiddenInLists = value => value !== null && typeof value === 'object' && ('$u' in value || '$big' in value)
const listAny = random => {
  const value = randomAny(random)
  return isForbiddenInLists(value) ? randomJson(random) : value
}

const FormatValues = {
  b: [true, null],
  i: [true, null, false],
  color: ['red', 'blue', '#fff', null],
  link: [{ href: 'a' }, { href: 'b', title: 'é' }, null],
  size: [1, 2.5, null],
  mark: [{}, [1], 'x', null]
}
export const randomAttributes = (random, low = 1) => Object.fromEntries(random.list(low, 2, () => {
  const key = random.pick(Object.keys(FormatValues))
  return [key, random.pick(FormatValues[key])]
}))

/** A new sub-document; `names` makes its guid unique within the case. */
const subdocument = (random, names) => ({
  $t: 'doc',
  guid: names.next('sub'),
  ...(random.chance(0.2) ? { gc: false } : {}),
  ...(random.chance(0.3) ? { autoLoad: true } : {}),
  ...(random.chance(0.3) ? { meta: randomJson(random) } : {})
})

const prefilledText = (random, kind) => ({
  $t: kind,
  ...(random.chance(0.4) ? { v: randomWord(random) } : random.chance(0.5) ? { d: randomInserts(random) } : {})
})
const randomInserts = random => random.list(1, 3, () => ({
  insert: random.chance(0.85) ? randomWord(random) : { image: randomWord(random) },
  ...(random.chance(0.5) ? { attributes: randomAttributes(random) } : {})
}))

export const randomXmlChild = (random, names, depth = 0) => {
  switch (random.weighted({ elem: depth < 3 ? 5 : 0, xmltext: 4, hook: 1 })) {
    case 'elem': return {
      $t: 'elem',
      n: random.pick(NodeNames),
      a: random.list(0, 2, () => [randomKey(random), randomWord(random)]),
      c: random.list(0, depth < 2 ? 2 : 0, () => randomXmlChild(random, names, depth + 1))
    }
    case 'hook': return { $t: 'hook', n: randomWord(random), v: random.list(0, 2, () => [randomKey(random), randomAny(random)]) }
    default: return prefilledText(random, 'xmltext')
  }
}

const randomType = (random, names, depth) => {
  switch (random.weighted({ map: 3, array: 3, text: 3, xml: 2 })) {
    case 'map': return { $t: 'map', v: random.list(0, 3, () => [randomKey(random), mapValue(random, names, depth + 1)]) }
    case 'array': return { $t: 'array', v: random.list(0, 3, () => listValue(random, names, depth + 1)) }
    case 'text': return prefilledText(random, 'text')
    default: return random.chance(0.3)
      ? { $t: 'frag', c: random.list(0, 2, () => randomXmlChild(random, names, 1)) }
      : randomXmlChild(random, names, 1)
  }
}

/** `names` also carries how rich values may be: names.types and names.subdocuments are probabilities. */
export const mapValue = (random, names, depth = 0) => nested(random, names, depth) ?? randomAny(random)
export const listValue = (random, names, depth = 0) => nested(random, names, depth) ?? listAny(random)

/** An object or a shared type: Yjs takes a bare string for text and fails on null. */
export const embedValue = (random, names) => random.chance(names.types)
  ? randomType(random, names, 1)
  : random.chance(0.5) ? { image: randomWord(random) } : object(random, 0, randomJson)

const nested = (random, names, depth) => {
  if (depth < 3 && random.chance(names.types)) return randomType(random, names, depth)
  if (random.chance(names.subdocuments)) return subdocument(random, names)
}

export { randomInserts }
