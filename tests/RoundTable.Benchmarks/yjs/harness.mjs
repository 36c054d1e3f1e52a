// Warm-up for at least a second and ten runs (or five seconds), then the measured runs: the rule of Harness/Runner.cs.
const now = () => performance.now()
const median = values => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

export class Measurements {
  figures = new Map()
  warmingUp = false

  constructor (bench) { this.bench = bench }

  add (metric, unit, value, cpu) {
    if (this.warmingUp) return
    if (!this.figures.has(metric)) this.figures.set(metric, { unit, runs: [], cpu: [] })
    this.figures.get(metric).runs.push(value)
    if (cpu !== undefined) this.figures.get(metric).cpu.push(cpu)
  }

  time (metric, work, times = 1) {
    const cpu = process.cpuUsage()
    const from = now()
    let result
    for (let i = 0; i < times; i++) result = work()
    const time = (now() - from) / times
    const { user, system } = process.cpuUsage(cpu)
    this.add(metric, 'ms', time, (user + system) / 1000 / times)
    return result
  }

  /** FNV-1a over bytes, or over the UTF-16 units of a text, low byte first. */
  check (outcome) {
    let hash = 2166136261
    const eat = byte => { hash = Math.imul(hash ^ byte, 16777619) }
    if (typeof outcome === 'string') {
      for (let i = 0; i < outcome.length; i++) { const unit = outcome.charCodeAt(i); eat(unit & 255); eat(unit >> 8) }
    } else {
      for (let i = 0; i < outcome.length; i++) eat(outcome[i])
    }
    this.add('check', 'hash', hash >>> 0)
  }

  lines () {
    return [...this.figures].map(([metric, { unit, runs, cpu }]) => JSON.stringify({
      engine: 'yjs', bench: this.bench, metric, unit, median: median(runs), min: Math.min(...runs), runs, cpu
    }))
  }
}

export const collect = () => { globalThis.gc?.(); globalThis.gc?.() }

export function run ({ title, body, repeats = true }, runs) {
  const measurements = new Measurements(title)
  const once = () => { collect(); body(measurements) }
  if (repeats) {
    measurements.warmingUp = true
    const from = now()
    for (let spent = 0, done = 0; spent < 5000 && (spent < 1000 || done < 10); spent = now() - from, done++) once()
    measurements.warmingUp = false
  }
  for (let i = 0; i < (repeats ? runs : 1); i++) once()
  return measurements.lines()
}
