// The long mode: random cases against the engine until the time is up. See README.md.
import { parseArgs } from 'node:util'
import { Campaign } from './lib/campaign.mjs'
import { Engine } from './lib/engine.mjs'
import { explain, explainWhere } from './lib/explain.mjs'
import { groups } from './lib/generate/groups.mjs'
import { silenceYjs } from './lib/reference.mjs'
import { shrink } from './lib/shrink.mjs'

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: 'Infinity' },
    group: { type: 'string', default: '' },
    findings: { type: 'string', default: '10' }
  }
})
const chosen = Object.keys(groups).filter(group => group.startsWith(options.group))
if (chosen.length === 0) throw new Error(`no group begins with ${options.group}: ${Object.keys(groups).join(' ')}`)

silenceYjs()
const engine = new Engine()
const campaign = new Campaign(engine)
const end = Date.now() + Number(options.seconds) * 1000
const last = Number(options.seed) + Number(options.count)
let seed = Number(options.seed)
for (; seed < last && Date.now() < end && campaign.findings.length < Number(options.findings); seed++) {
  for (const group of chosen) await campaign.start(group, seed)
}
await campaign.finish()

for (const { group, seed, recipe, verdict } of campaign.findings) {
  console.log(`${verdict.level.toUpperCase()} ${group} seed ${seed}`)
  const smallest = await shrink(recipe, { engine, group, level: verdict.level })
  console.log(smallest === undefined ? `   not seen again\n${explainWhere(verdict.where)}` : explain(smallest))
}
for (const [what, count] of campaign.unsupported) console.log(`unsupported: ${what} (${count})`)
console.log(`seeds ${options.seed} to ${seed - 1}: ${campaign.exact} exact, ${campaign.findings.length} different, ` +
  `${[...campaign.unsupported.values()].reduce((a, b) => a + b, 0)} unsupported, ${campaign.unusable} unusable`)
engine.stop()
process.exitCode = campaign.findings.length > 0 ? 1 : 0
