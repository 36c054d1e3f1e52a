// B1 to B4 of the crdt-benchmarks suite in Yjs itself; each function mirrors the class of the same name in Engine/.
import { equalityDeep } from 'lib0/function'
import * as Y from 'yjs'
import * as inputs from './inputs.mjs'

export class Replica {
  constructor (client, v2, onUpdate) {
    this.v2 = v2
    this.doc = new Y.Doc()
    this.doc.clientID = client
    if (onUpdate) this.doc.on(v2 ? 'updateV2' : 'update', onUpdate)
    this.text = this.doc.getText('text')
    this.array = this.doc.getArray('array')
    this.map = this.doc.getMap('map')
  }

  carry ([index, deleted, inserted]) {
    if (deleted > 0) this.text.delete(index, deleted)
    if (inserted.length > 0) this.text.insert(index, inserted)
  }

  apply (update) { (this.v2 ? Y.applyUpdateV2 : Y.applyUpdate)(this.doc, update) }
  encode () { return (this.v2 ? Y.encodeStateAsUpdateV2 : Y.encodeStateAsUpdate)(this.doc) }
}

function same (one, other) {
  if (one.text.toString() !== other.text.toString() ||
      !equalityDeep(one.array.toJSON(), other.array.toJSON()) ||
      !equalityDeep(one.map.toJSON(), other.map.toJSON())) throw new Error('the replicas differ')
}

function ofWhole (measurements, replica, v2) {
  const state = measurements.time('encodeTime', () => replica.encode())
  measurements.add('docSize', 'B', state.length)
  measurements.check(state)
  measurements.time('parseTime', () => {
    const loaded = new Replica(1003, v2)
    loaded.apply(state)
    same(loaded, replica)
  })
}

const once = make => { let made; return () => (made ??= make()) }

function oneWriter (v2) {
  const of = (name, title, draw, edit) => {
    const drawn = once(draw)
    return { name, title: `${name} ${title}`, body: measurements => run(measurements, drawn(), edit) }
  }
  const run = (measurements, edits, edit) => {
    const updates = []
    const writer = new Replica(1001, v2, update => updates.push(update))
    const reader = new Replica(1002, v2)
    measurements.time('time', () => {
      for (let i = 0; i < edits.length; i++) edit(writer, edits[i], i)
      for (const update of updates) reader.apply(update)
      same(writer, reader)
    })
    measurements.add('updateSize', 'B', updates.reduce((sum, update) => sum + update.length, 0) / edits.length)
    ofWhole(measurements, reader, v2)
  }
  const carry = (doc, edit) => doc.carry(edit)
  const { N } = inputs
  return [
    of('B1.1', 'append N characters', () => inputs.word(11, N).split(''), (doc, letter, i) => doc.text.insert(i, letter)),
    of('B1.2', 'insert a string of length N', () => [inputs.word(12, N)], (doc, text, i) => doc.text.insert(i, text)),
    of('B1.3', 'prepend N characters', () => inputs.word(13, N).split(''), (doc, letter) => doc.text.insert(0, letter)),
    of('B1.4', 'insert N characters at random places', () => inputs.insertions(14, 1, 1), carry),
    of('B1.5', 'insert N words at random places', () => inputs.insertions(15, 2, 10), carry),
    of('B1.6', 'insert a string, then delete it', () => [inputs.word(16, N)], (doc, text, i) => { doc.text.insert(i, text); doc.text.delete(i, text.length) }),
    of('B1.7', 'insert and delete at random places', () => inputs.mixed(17), carry),
    of('B1.8', 'append N numbers', () => inputs.numbers(18), (doc, number, i) => doc.array.insert(i, [number])),
    of('B1.9', 'insert an array of N numbers', () => [inputs.numbers(19)], (doc, numbers) => doc.array.insert(0, numbers)),
    of('B1.10', 'prepend N numbers', () => inputs.numbers(110), (doc, number) => doc.array.insert(0, [number])),
    of('B1.11', 'insert N numbers at random places', () => inputs.placedNumbers(111), (doc, [index, number]) => doc.array.insert(index, [number]))
  ]
}

function twoWriters (v2) {
  const before = inputs.word(20, 100)
  const of = (name, title, draw) => {
    const one = once(() => draw(201))
    const other = once(() => draw(202))
    return { name, title: `${name} ${title}`, body: measurements => run(measurements, one(), other()) }
  }
  const edit = (replica, edits) => replica.doc.transact(() => { for (const each of edits) replica.carry(each) })
  const run = (measurements, ones, others) => {
    let fromOne = []
    let fromOther = []
    const one = new Replica(1001, v2, update => fromOne.push(update))
    const other = new Replica(1002, v2, update => fromOther.push(update))
    one.text.insert(0, before)
    fromOne.forEach(update => other.apply(update))
    fromOne = []; fromOther = []
    measurements.time('time', () => {
      edit(one, ones)
      edit(other, others)
      const [ofOne, ofOther] = [fromOne, fromOther]
      fromOne = []; fromOther = []
      ofOne.forEach(update => other.apply(update))
      ofOther.forEach(update => one.apply(update))
      same(one, other)
    })
    ofWhole(measurements, one, v2)
  }
  return [
    of('B2.1', 'concurrently insert a string of length N', seed => [[0, 0, inputs.word(seed, inputs.N)]]),
    of('B2.2', 'concurrently insert N characters', seed => inputs.insertions(seed, 1, 1, before.length)),
    of('B2.3', 'concurrently insert N words', seed => inputs.insertions(seed, 3, 9, before.length)),
    of('B2.4', 'concurrently insert and delete', seed => inputs.mixedAfterWords(seed, before.length))
  ]
}

function manyWriters (v2) {
  const of = (name, title, change) => ({ name, title: `${name} ${title}`, body: measurements => run(measurements, change) })
  const run = (measurements, change) => {
    const collected = []
    const replicas = []
    inputs.clientIds(30, inputs.CLIENTS).forEach((client, i) => {
      const replica = new Replica(client, v2, update => collected.push(update))
      change(replica, i)
      if (i < 2) replicas.push(replica)
    })
    const updates = collected.slice()
    const takeIn = replica => replica.doc.transact(() => { for (const update of updates) replica.apply(update) })
    takeIn(replicas[0])
    measurements.time('time', () => {
      takeIn(replicas[1])
      same(replicas[0], replicas[1])
    })
    ofWhole(measurements, replicas[0], v2)
  }
  return [
    of('B3.1', '1540 clients set a number in a map', (doc, i) => doc.map.set('v', i)),
    of('B3.2', '1540 clients set an object in a map', (doc, i) => doc.map.set('v', { name: `${i}`, address: 'here' })),
    of('B3.3', '1540 clients set a string in a map', (doc, i) => doc.map.set('v', `${i}`.repeat(inputs.CLIENTS))),
    of('B3.4', '1540 clients insert in an array', (doc, i) => doc.array.insert(0, [`${i}`])),
    of('B3.5', '1540 clients insert text', (doc, i) => doc.text.insert(0, `${i}`))
  ]
}

function longText (history) {
  const run = (measurements, { edits, finalText }, v2) => {
    let bytes = 0
    let updates = 0
    const writer = new Replica(1001, v2, update => { bytes += update.length; updates++ })
    const text = measurements.time('time', () => {
      for (const edit of edits) writer.carry(edit)
      return writer.text.toString()
    })
    if (finalText !== undefined && text !== finalText) throw new Error('the text is not the recorded one')
    measurements.add('updateSize', 'B', bytes / updates)
    ofWhole(measurements, writer, v2)
  }
  return [
    { name: 'B4', title: 'B4 write a long text (V2)', body: measurements => run(measurements, history(), true) },
    { name: 'B4v1', title: 'B4v1 write a long text (V1)', body: measurements => run(measurements, history(), false) }
  ]
}

export const suite = history => [...oneWriter(true), ...twoWriters(true), ...manyWriters(true), ...longText(history)]
