// node soak.mjs [CYCLES]: see `soak`.
import { targets } from './targets.mjs'
import { Server } from './lib/server.mjs'
import { soak } from './scenarios/soak.mjs'

const server = new Server(targets.hub, { log: process.env.LOG ?? '/dev/null' })
let result
try {
  await server.start()
  const began = Date.now()
  result = await soak({ server, cycles: +(process.argv[2] ?? 10_000), say: row => console.log(JSON.stringify(row)) })
  console.log(JSON.stringify({ refused: result.refused, kb_per_cycle: result.kb_per_cycle, surprises: result.surprises.length, grown: result.grown.length, seconds: Math.round((Date.now() - began) / 1000), alive: server.alive }))
  for (const wrong of [...result.surprises.slice(0, 10), ...result.grown]) console.log(wrong)
} finally { await server.stop() }
process.exit(result.surprises.length || result.grown.length ? 1 : 0)
