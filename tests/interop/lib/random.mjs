// A seeded source of chance: the same seed gives the same case on every machine.

const hash = text => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

export class Random {
  /** @param {string} seed any text; every character counts */
  constructor (seed) {
    this.a = hash(seed)
    this.b = hash(seed + '/b')
    this.c = hash(seed + '/c')
    this.counter = 1
    for (let i = 0; i < 12; i++) this.next()
  }

  // sfc32
  next () {
    const t = (this.a + this.b + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + t | 0
    return t >>> 0
  }

  /** 0 <= result < limit */
  below (limit) { return limit <= 1 ? 0 : Math.floor(this.next() / 4294967296 * limit) }

  /** low <= result <= high */
  between (low, high) { return low + this.below(high - low + 1) }

  chance (probability) { return this.next() / 4294967296 < probability }

  pick (list) { return list[this.below(list.length)] }

  /** weights: { name: weight } */
  weighted (weights) {
    const names = Object.keys(weights)
    let rest = this.next() / 4294967296 * names.reduce((sum, name) => sum + weights[name], 0)
    for (const name of names) {
      rest -= weights[name]
      if (rest < 0) return name
    }
    return names[names.length - 1]
  }

  shuffle (list) {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      ;[list[i], list[j]] = [list[j], list[i]]
    }
    return list
  }

  list (low, high, make) { return Array.from({ length: this.between(low, high) }, make) }
}
