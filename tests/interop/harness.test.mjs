// The fuzzer itself: it repeats, it tells differences apart, it finds and shrinks a fault.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { Campaign } from './lib/campaign.mjs'
import { compareOutputs } from './lib/compare.mjs'
import { generate, groups } from './lib/generate/groups.mjs'
import { answer, silenceYjs } from './lib/reference.mjs'
import { shrink } from './lib/shrink.mjs'
import { toBase64 } from './lib/tagged.mjs'

silenceYjs()

const updatesOf = edit => {
  const doc = new Y.Doc()
  doc.clientID = 1
  const updates = []
  doc.on('update', update => updates.push(update))
  edit(doc)
  doc.destroy()
  return updates
}
const typed = updatesOf(doc => {
  doc.getText('t').insert(0, 'a')
  doc.getText('t').insert(1, 'b')
})

/** An engine in this process: real Yjs, with a fault. */
const faulty = fault => ({
  ask: async testCase => JSON.parse(JSON.stringify({ id: testCase.id, out: fault(answer(testCase), testCase) }))
})

test('reference, the recorded cases, answered exactly', () => {
  const recorded = gunzipSync(readFileSync(new URL('../RoundTable.Yjs.Tests/Vectors/open-cases.jsonl.gz', import.meta.url)))
  const lines = recorded.toString('utf8').split('\n').filter(line => line !== '')
  for (const line of lines) {
    const { expect, ...testCase } = JSON.parse(line)
    const outputs = JSON.parse(JSON.stringify(answer(testCase)))
    assert.equal(compareOutputs(expect, outputs).level, 'exact', testCase.id)
  }
  assert.ok(lines.length > 300)
})

test('generate, same seed, same recipe', () => {
  for (const group of Object.keys(groups)) assert.deepEqual(generate(group, 5), generate(group, 5), group)
})

test('compare, equal outputs, exact', () => {
  const outputs = [{ sv: 'AA==', n: 0 }, { v1: toBase64(typed[0]) }]
  assert.equal(compareOutputs(outputs, structuredClone(outputs)).level, 'exact')
})

test('compare, runs cut up differently, fragmented', () => {
  const apart = toBase64(Y.mergeUpdates(typed))
  const doc = new Y.Doc()
  for (const update of typed) Y.applyUpdate(doc, update)
  const joined = toBase64(Y.encodeStateAsUpdate(doc))
  doc.destroy()
  assert.notEqual(apart, joined)
  assert.equal(compareOutputs([{ v1: joined }], [{ v1: apart }]).level, 'fragmented')
  assert.equal(compareOutputs([{ u1: [joined] }], [{ u1: [apart] }]).level, 'fragmented')
})

test('compare, another letter or a missing output, different', () => {
  const other = updatesOf(doc => doc.getText('t').insert(0, 'c'))
  assert.equal(compareOutputs([{ v1: toBase64(typed[0]) }], [{ v1: toBase64(other[0]) }]).level, 'different')
  assert.equal(compareOutputs([{ u1: [toBase64(typed[0])] }], [{ u1: [] }]).level, 'different')
  assert.equal(compareOutputs([{ sv: 'AA==' }], []).level, 'different')
  assert.equal(compareOutputs([], [{ sv: 'AA==' }]).level, 'different')
})

test('campaign, an engine that forgets the state, found and shrunk to one update', async () => {
  const deaf = faulty((outputs, { kind }) => kind === 'script' ? outputs : outputs.map(output => ({ ...output, v1: 'AAA=' })))
  const campaign = new Campaign(deaf)
  await campaign.start('history.text', 1)
  await campaign.finish()
  assert.equal(campaign.findings.length, 1)
  const { recipe, verdict } = campaign.findings[0]
  assert.equal(verdict.level, 'different')
  const smallest = await shrink(recipe, { engine: deaf, group: 'history.text', level: 'different' })
  assert.equal(smallest.recipe.deliver.length, 1)
  assert.equal(smallest.testCase.updates.length, 1)
})

test('campaign, the reference as the engine, nothing found', async () => {
  const campaign = new Campaign(faulty(outputs => outputs))
  for (const group of Object.keys(groups)) await campaign.start(group, 1)
  await campaign.finish()
  assert.equal(campaign.findings.length, 0)
  assert.ok(campaign.exact > 0)
})
