// S1 to S6 and M1 to M3 in Yjs itself; mirrors Engine/ServerWork.cs and Engine/MemoryUse.cs.
import * as Y from 'yjs'
import { collect } from './harness.mjs'
import * as inputs from './inputs.mjs'
import { Replica } from './suite.mjs'

const once = make => { let made; return () => (made ??= make()) }

function load (state) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return doc
}

function record (client, type) {
  const updates = []
  const replica = new Replica(client, false, update => updates.push(update))
  type(replica)
  return { updates, state: Y.encodeStateAsUpdate(replica.doc), stateV2: Y.encodeStateAsUpdateV2(replica.doc), text: replica.text.toString() }
}

function apply (measurements, recording, relay) {
  const doc = new Y.Doc()
  let relayed = 0
  if (relay) doc.on('update', () => relayed++)
  measurements.time('time', () => { for (const update of recording.updates) Y.applyUpdate(doc, update) })
  if (doc.getText('text').toString() !== recording.text || relayed > recording.updates.length) throw new Error('the updates do not add up to the text')
  measurements.check(recording.text)
}

function writeAndLoad (measurements, longText, people) {
  const doc = load(longText.state)
  measurements.time('long text, write V1', () => Y.encodeStateAsUpdate(doc), 20)
  measurements.time('long text, write V2', () => Y.encodeStateAsUpdateV2(doc), 20)
  measurements.time('long text, load V1', () => load(longText.state), 5)
  measurements.time('long text, load V2', () => Y.applyUpdateV2(new Y.Doc(), longText.stateV2), 5)
  measurements.time('20 people, load V1', () => load(people.state), 5)
  measurements.check(people.state)
}

function merge (measurements, { updates, state }) {
  const first = updates.slice(0, 1000)
  const half = Math.trunc(updates.length / 2)
  const middle = updates.slice(half, half + 1000)
  const tail = [state, ...updates.slice(-100)]
  const merged = measurements.time('first 1,000', () => Y.mergeUpdates(first), 3)
  measurements.time('middle 1,000', () => Y.mergeUpdates(middle), 3)
  measurements.time('state and 100', () => Y.mergeUpdates(tail))
  const vector = measurements.time('state vector of state', () => Y.encodeStateVectorFromUpdate(state))
  measurements.time('diff, nothing new', () => Y.diffUpdate(state, vector))
  measurements.check(merged)
}

function answer (measurements, { state }) {
  const doc = load(state)
  const vector = Y.encodeStateVector(doc)
  const reply = measurements.time('sync step 2', () => Y.encodeStateAsUpdate(doc, vector), 500)
  measurements.time('state vector', () => Y.encodeStateVector(doc), 500)
  measurements.check(reply)
}

function take (measurements, state, count, before) {
  for (let i = 0; i < before; i++) load(state)
  const held = () => { collect(); const { heapUsed, external } = process.memoryUsage(); return heapUsed + external }
  const heap = held()
  const docs = new Array(count)
  const from = performance.now()
  for (let i = 0; i < count; i++) docs[i] = load(state)
  const time = performance.now() - from
  measurements.add('heap', 'B/doc', (held() - heap) / count)
  measurements.add('load', 'us/doc', time * 1000 / count)
  measurements.check(state)
  if (docs.length !== count) throw new Error('documents were lost')
}

export function serverWork (history) {
  const longText = once(() => record(1234567890, replica => { for (const edit of history().edits) replica.carry(edit) }))
  const people = once(() => record(1, replica => inputs.typeAsTwentyPeople(replica.doc)))
  const smallText = once(() => record(1001, replica => replica.text.insert(0, inputs.word(11, 1000))))
  return [
    { name: 'S1', title: 'S1 apply the keystrokes of a long text', body: m => apply(m, longText(), false) },
    { name: 'S2', title: 'S2 the same with an update listener (relay)', body: m => apply(m, longText(), true) },
    { name: 'S3', title: 'S3 relay 50,000 keystrokes of 20 people', body: m => apply(m, people(), true) },
    { name: 'S4', title: 'S4 write and load whole documents', body: m => writeAndLoad(m, longText(), people()) },
    { name: 'S5', title: 'S5 merge updates without a document', body: m => merge(m, longText()) },
    { name: 'S6', title: 'S6 answer a client that has everything', body: m => answer(m, people()) },
    { name: 'M1', title: 'M1 memory of a long text', body: m => take(m, longText().state, 30, 3), repeats: false },
    { name: 'M2', title: 'M2 memory of the document of 20 people', body: m => take(m, people().state, 30, 3), repeats: false },
    { name: 'M3', title: 'M3 memory of a text of 1,000 characters', body: m => take(m, smallText().state, 10_000, 50), repeats: false }
  ]
}
