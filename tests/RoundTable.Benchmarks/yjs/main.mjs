// node --expose-gc main.mjs [--runs N] [--trace FILE] BENCHMARK ...   one JSON line per figure, as the .NET program prints
import { parseArgs } from 'node:util'
import { run } from './harness.mjs'
import { editingHistory } from './inputs.mjs'
import { serverWork } from './server-work.mjs'
import { suite } from './suite.mjs'

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, trace: { type: 'string' }, json: { type: 'boolean' } },
  allowPositionals: true
})
let loaded
const history = () => (loaded ??= editingHistory(values.trace))
for (const benchmark of [...suite(history), ...serverWork(history)]) {
  if (!positionals.includes(benchmark.name)) continue
  for (const line of run(benchmark, +values.runs)) console.log(line)
}
