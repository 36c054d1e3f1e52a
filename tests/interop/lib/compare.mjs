// Compares the outputs of a case. Everything must be equal, updates byte for byte. An update that differs only in how
// runs of structs are cut up is told apart, because the cause is another one; it is a difference all the same.
import { isDeepStrictEqual } from 'node:util'
import { unitsOf } from './units.mjs'
import { fromBase64 } from './tagged.mjs'

const Formats = { v1: 1, u1: 1, v2: 2, u2: 2 }

const sameUnits = (expected, got, format) => {
  if (typeof expected !== 'string' || typeof got !== 'string') return false
  try {
    return isDeepStrictEqual(unitsOf(fromBase64(expected), format), unitsOf(fromBase64(got), format))
  } catch {
    return false // not an update: the bytes differ in more than their fragmentation
  }
}

const levelOfField = (field, expected, got) => {
  if (isDeepStrictEqual(expected, got)) return 'exact'
  const format = Formats[field]
  if (format === undefined) return 'different'
  if (!Array.isArray(expected)) return sameUnits(expected, got, format) ? 'fragmented' : 'different'
  const all = Array.isArray(got) && got.length === expected.length && expected.every((update, k) => update === got[k] || sameUnits(update, got[k], format))
  return all ? 'fragmented' : 'different'
}

/** JSON.parse reads -0 where an engine writes it as a number; the protocol compares numbers by value. */
const byValue = value => {
  if (typeof value === 'number') return value + 0
  if (Array.isArray(value)) return value.map(byValue)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.keys(value).map(key => [key, byValue(value[key])]))
}

export const compareOutputs = (expected, got) => {
  let worst = { level: 'exact' }
  for (const [index, fields] of expected.entries()) {
    for (const field of Object.keys(fields)) {
      const [wanted, given] = [byValue(fields[field]), byValue(got[index]?.[field])]
      const level = levelOfField(field, wanted, given)
      const where = { output: index, field, expected: wanted, got: given }
      if (level === 'different') return { level, where }
      if (level === 'fragmented' && worst.level === 'exact') worst = { level, where }
    }
  }
  if (expected.length !== got.length) return { level: 'different', where: { error: `${got.length} outputs, expected ${expected.length}` } }
  return worst
}
