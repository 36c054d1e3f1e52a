// The engine against real Yjs: fixed seeds of every group, all outputs equal, updates byte for byte.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Campaign } from './lib/campaign.mjs'
import { Engine } from './lib/engine.mjs'
import { explain, explainWhere } from './lib/explain.mjs'
import { groups } from './lib/generate/groups.mjs'
import { silenceYjs } from './lib/reference.mjs'
import { shrink } from './lib/shrink.mjs'

// Large cases cost as much as ten small ones.
const seedsOf = group => /large|crowd/.test(group) ? 5 : 14
// Yjs fails in or holds back a few cases; a generator that makes many such cases would test nothing.
const MaxUnusable = 5

let engine
before(() => {
  silenceYjs()
  engine = new Engine()
})
after(() => engine?.stop())

const report = async ({ group, seed, recipe, verdict }) => {
  const smallest = await shrink(recipe, { engine, group, level: verdict.level })
  return `${group}, seed ${seed}: ${verdict.level}\n${smallest === undefined ? explainWhere(verdict.where) : explain(smallest)}`
}

for (const group of Object.keys(groups)) {
  const seeds = seedsOf(group)
  test(`${group}: ${seeds} random cases come out as in Yjs`, async () => {
    const campaign = new Campaign(engine)
    for (let seed = 1; seed <= seeds; seed++) await campaign.start(group, seed)
    await campaign.finish()
    assert.deepEqual([...campaign.unsupported], [], 'the engine supports every step')
    const [first] = campaign.findings
    assert.equal(campaign.findings.length, 0, first && await report(first))
    assert.ok(campaign.unusable <= MaxUnusable, `${campaign.unusable} of ${seeds} cases were unusable`)
  })
}
