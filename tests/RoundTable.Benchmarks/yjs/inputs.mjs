// The same edits as Engine/Inputs.cs, EditingHistory.cs and ServerInputs.cs draw: seed for seed, draw for draw.
import fs from 'node:fs'

/** Seeded numbers (mulberry32). */
export class Chance {
  constructor (seed) { this.state = seed | 0 }

  next () {
    this.state = (this.state + 0x6D2B79F5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }

  below (limit) { return limit === 0 ? 0 : this.next() % limit }
  between (min, max) { return min + this.below(max - min + 1) }

  word (min, max) {
    const codes = new Array(this.between(min, max))
    for (let i = 0; i < codes.length; i++) codes[i] = 97 + this.below(26)
    return String.fromCharCode(...codes)
  }
}

export const N = 6000
export const CLIENTS = 1540
export const word = (seed, length) => new Chance(seed).word(length, length)
const times = (n, make) => Array.from({ length: n }, (_, i) => make(i))

export function insertions (seed, shortest, longest, length = 0) {
  const chance = new Chance(seed)
  return times(N, () => {
    const edit = [chance.between(0, length), 0, chance.word(shortest, longest)]
    length += edit[2].length
    return edit
  })
}

const mix = (chance, index, length) => index === length || chance.below(2) === 1
  ? [index, 0, chance.word(2, 10)]
  : [index, chance.between(1, Math.min(9, length - index)), '']

export function mixed (seed, length = 0) {
  const chance = new Chance(seed)
  return times(N, () => {
    const edit = mix(chance, chance.between(0, length), length)
    length += edit[2].length - edit[1]
    return edit
  })
}

export function mixedAfterWords (seed, length) {
  const chance = new Chance(seed)
  return times(N, () => {
    const index = chance.between(0, length)
    const first = [index, 0, chance.word(3, 9)]
    length += first[2].length
    const edit = mix(chance, index, length)
    length += edit[2].length - edit[1]
    return [first, edit]
  }).flat()
}

export function numbers (seed) {
  const chance = new Chance(seed)
  return times(N, () => chance.next() >>> 1)
}

export function placedNumbers (seed) {
  const chance = new Chance(seed)
  return times(N, i => { const index = chance.between(0, i); return [index, chance.next() >>> 1] })
}

export function clientIds (seed, count) {
  const chance = new Chance(seed)
  const ids = new Set()
  while (ids.size < count) ids.add(chance.next())
  return [...ids]
}

/** A recorded history, or a generated one of the same size. */
export function editingHistory (path) {
  if (path) return JSON.parse(fs.readFileSync(path, 'utf8'))
  const chance = new Chance(40)
  let length = 0
  let cursor = 0
  const edits = times(259_778, () => {
    if (chance.below(40) === 0) cursor = chance.between(0, length)
    if (cursor === 0 || chance.below(10) < 7) {
      length++
      return [cursor++, 0, chance.below(6) === 0 ? ' ' : chance.word(1, 1)]
    }
    length--
    return [--cursor, 1, '']
  })
  return { edits }
}

/** 50,000 keystrokes of 20 people on one replica that changes its client id. */
export function typeAsTwentyPeople (doc) {
  const chance = new Chance(20)
  const clients = clientIds(21, 20)
  const cursors = clients.map(() => 0)
  const text = doc.getText('text')
  for (let keystroke = 0; keystroke < 50_000; keystroke++) {
    const person = chance.below(clients.length)
    doc.clientID = clients[person]
    let cursor = chance.below(20) === 0 ? chance.between(0, text.length) : Math.min(cursors[person], text.length)
    if (cursor === 0 || chance.below(10) < 8) text.insert(cursor++, chance.word(1, 1))
    else text.delete(--cursor, 1)
    cursors[person] = cursor
  }
}
