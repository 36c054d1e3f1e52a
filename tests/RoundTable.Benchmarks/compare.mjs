// Runs the engine's benchmarks here and in Yjs in turn, so that both see the same machine, and prints the ratios.
//   ./compare [--rounds N] [--runs N] [--trace FILE] [--out FILE] [BENCHMARK ...]
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { table } from './yjs/table.mjs'

const here = import.meta.dirname
const groups = {
  B1: Array.from({ length: 11 }, (_, i) => `B1.${i + 1}`),
  B2: Array.from({ length: 4 }, (_, i) => `B2.${i + 1}`),
  B3: Array.from({ length: 5 }, (_, i) => `B3.${i + 1}`),
  S: Array.from({ length: 6 }, (_, i) => `S${i + 1}`),
  M: Array.from({ length: 3 }, (_, i) => `M${i + 1}`)
}
const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '2' }, runs: { type: 'string', default: '5' }, trace: { type: 'string' }, out: { type: 'string' } },
  allowPositionals: true
})
const asked = positionals.length > 0 ? positionals : ['B1', 'B2', 'B3', 'B4', 'B4v1', 'S', 'M', 'inspect']
const benches = asked.flatMap(name => groups[name] ?? [name])
const common = ['--runs', values.runs, ...(values.trace ? ['--trace', path.resolve(values.trace)] : [])]

if (!fs.existsSync(path.join(here, 'yjs/node_modules'))) execFileSync('npm', ['ci', '--silent'], { cwd: path.join(here, 'yjs'), stdio: 'inherit' })
execFileSync('dotnet', ['build', '-c', 'Release', '-v', 'q', '--nologo', here], { stdio: ['ignore', 'ignore', 'inherit'] })

const engines = {
  roundtable: bench => ['dotnet', [path.join(here, 'bin/Release/net10.0/RoundTable.Benchmarks.dll'), '--json', ...common, bench]],
  yjs: bench => bench === 'inspect' ? null : ['node', ['--expose-gc', '--max-old-space-size=8000', path.join(here, 'yjs/main.mjs'), ...common, bench]]
}
const figures = new Map()
for (const bench of benches) {
  for (let round = 0; round < +values.rounds; round++) {
    for (const [engine, command] of Object.entries(engines)) {
      const call = command(bench)
      if (!call) continue
      const { stdout, stderr, status } = spawnSync(call[0], call[1], { encoding: 'utf8', maxBuffer: 1 << 26 })
      if (status !== 0) throw new Error(`${engine} ${bench}: ${stderr}`)
      for (const line of stdout.split('\n').filter(Boolean)) take(engine, JSON.parse(line))
    }
  }
  process.stderr.write(`${bench} `)
}
process.stderr.write('\n')

function take (engine, { bench, metric, unit, runs, cpu }) {
  const key = `${bench}|${metric}`
  if (!figures.has(key)) figures.set(key, { bench, metric, unit, runs: { roundtable: [], yjs: [] }, cpu: { roundtable: [], yjs: [] } })
  figures.get(key).runs[engine].push(...runs)
  figures.get(key).cpu[engine].push(...cpu)
}

const cpu = os.cpus()[0]?.model.trim() ?? 'unknown processor'
console.log(`${cpu}, ${os.cpus().length} cores, Node ${process.versions.node}, load ${os.loadavg()[0].toFixed(1)}; ${values.rounds} rounds of ${values.runs} runs in turn\n`)
const targets = JSON.parse(fs.readFileSync(path.join(here, 'targets.json'), 'utf8'))
console.log(table([...figures.values()], targets))
if (values.out) fs.writeFileSync(values.out, [...figures.values()].map(figure => JSON.stringify(figure)).join('\n') + '\n')
