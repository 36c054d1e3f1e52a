// What is refused stays unsaved and is reported with a reason; who only reads is told so; what one does harms nobody else.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import * as Y from 'yjs'
import { addItem, textOf, type } from './lib/card.mjs'
import { address, auth, awareness, EmptyStep2, Step1, sync } from './lib/bytes.mjs'
import { closeAll, hocuspocusMakers, makers, Raw, yWebsocketMakers } from './lib/clients.mjs'
import { Server } from './lib/server.mjs'
import { until } from './lib/until.mjs'

describe('refused', { timeout: 600_000 }, () => {
  let server, ann, ben, section
  before(async () => {
    server = await Server.start()
    ann = await server.enter('Sanae')
    ben = await server.enter('Peter')
    section = ann.liveSectionWith(ben)
  })
  afterEach(closeAll)
  after(() => server.stop())

  const sit = async (make, person, { readOnly = false, ...options } = {}) => {
    const client = make(server, section, await person.token(section, readOnly), options)
    await client.synced()
    return client
  }

  /** Two honest people still reach each other. */
  const allIsWell = async () => {
    const a = await sit(makers['hocuspocus 4'], ann)
    const b = await sit(makers['y-websocket 3'], ben)
    const id = addItem(a.doc, 'Alles goed')
    await until('the words arrive', () => textOf(b.doc, id) === 'Alles goed')
  }

  for (const [name, make] of Object.entries(hocuspocusMakers)) {
    test(`${name}: what is no safety card stays unsaved, with the reason`, async () => {
      const a = await sit(make, ann)
      await a.saved()

      a.doc.getText('notes').insert(0, 'een eigen veld')

      const told = await until('the reason comes', () => a.stateless[0])
      assert.deepEqual(told, { type: 'refused', code: 'section.schema' })
      assert.equal(a.provider.hasUnsyncedChanges, true)
      await allIsWell()
    })

    test(`${name}: a reader is told the scope, sees everything, and changes nothing`, async () => {
      const writer = await sit(make, ann)
      const id = addItem(writer.doc, 'Alleen lezen')
      await writer.saved()
      const reader = await sit(make, ben, { readOnly: true })
      await reader.saved()
      assert.equal(textOf(reader.doc, id), 'Alleen lezen')
      assert.equal(reader.scopes.at(-1), 'readonly')

      type(reader.doc, id, '!')

      assert.deepEqual(await until('the reason comes', () => reader.stateless[0]), { type: 'refused', code: 'section.read-only' })
      assert.equal(reader.provider.hasUnsyncedChanges, true)
      const other = await sit(make, ann)
      assert.equal(textOf(other.doc, id), 'Alleen lezen')
    })

    test(`${name}: every update frame is counted off exactly once`, async () => {
      const a = await sit(make, ann)
      await a.saved()
      const numbers = []
      a.provider.on('unsyncedChanges', ({ number }) => numbers.push(number))
      const id = addItem(a.doc, '')
      for (let i = 0; i < 30; i++) type(a.doc, id, 'x')
      await a.saved()

      assert.equal(numbers.filter((n, i) => n > (numbers[i - 1] ?? 0)).length, 31)
      assert.equal(numbers.at(-1), 0)
      assert.equal(Math.min(...numbers), 0)
    })
  }

  for (const [name, make] of Object.entries(yWebsocketMakers)) {
    test(`${name}: what is no safety card reaches nobody`, async () => {
      const a = await sit(make, ann)
      a.doc.getText('notes').insert(0, 'een eigen veld')
      const b = await sit(make, ben)
      const id = addItem(b.doc, 'x')
      await until('the item arrives', () => textOf(a.doc, id) === 'x')

      assert.equal(b.doc.getText('notes').length, 0)
    })
  }

  for (const name of ['hocuspocus 4', 'y-websocket 3']) {
    test(`${name}: who takes a refused word out again goes on, and loses nothing`, async () => {
      const worker = await server.enter('Hanneke')
      const father = await server.enter('Mark')
      const guarded = father.liveSectionWith(worker)
      const a = makers[name](server, guarded, await worker.token(guarded))
      await a.synced()
      const b = makers['y-websocket 3'](server, guarded, await father.token(guarded))
      await b.synced()
      const id = addItem(a.doc, 'Naar Morgenste')
      await until('the item arrives', () => textOf(b.doc, id) === 'Naar Morgenste')

      type(a.doc, id, 'de')
      type(a.doc, id, '!')
      const closed = () => a.closes.filter(code => code === 1013).length
      await until('it is sent to come back', closed)
      await until('it came back with the word', a.isSynced)
      a.doc.getMap('items').get(id).get('text').delete(5, 12)
      type(a.doc, id, 'huis')

      await until('the words arrive', () => textOf(b.doc, id) === 'Naar huis')
      const went = closed()
      type(a.doc, id, '.')
      await until('the next letter arrives', () => textOf(b.doc, id) === 'Naar huis.')
      assert.equal(closed(), went)
      assert.ok(went <= 2, `it was sent away ${went} times`)
    })
  }

  test('y-websocket: the author gets the update back when it is on disk, and a warning when it is refused', async () => {
    const raw = await Raw.open(`${server.ws}/yjs/${section}?token=${await ann.token(section)}`)
    raw.send(Step1)
    await raw.next('0001')
    const doc = new Y.Doc()
    let update
    doc.on('update', bytes => { update = bytes })
    addItem(doc, 'terug')
    raw.send(sync(2, update))
    assert.equal(await raw.next('0002'), sync(2, update))

    doc.getText('notes').insert(0, 'x')
    raw.send(sync(2, update))

    assert.equal(Buffer.from((await raw.next('0200')).slice(6), 'hex').toString(), 'section.schema')
  })

  test('nobody writes under the client of somebody else', async () => {
    const a = await sit(makers['hocuspocus 4'], ann)
    addItem(a.doc, 'van Sanae')
    await a.saved()
    const forged = new Y.Doc()
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(a.doc))
    forged.clientID = a.doc.clientID
    const before = Y.encodeStateVector(forged)
    addItem(forged, 'ook van Sanae')
    const b = await Raw.open(`${server.ws}/collab`)
    b.send(auth(section, await ben.token(section)), address(section) + Step1)
    await b.next(address(section) + '0001')

    b.send(address(section) + sync(2, Y.encodeStateAsUpdate(forged, before)))

    assert.equal(await b.next(address(section) + '08'), address(section) + '0800')
    assert.match(Buffer.from(await b.next(address(section) + '05'), 'hex').toString(), /section\.foreign-client/)
  })

  test('nobody shows themselves as the client of somebody else', async () => {
    const a = await sit(makers['y-websocket 3'], ann)
    const watcher = await sit(makers['y-websocket 3'], ann)
    a.awareness.setLocalStateField('cursor', { anchor: 1 })
    await until('the state arrives', () => watcher.awareness.getStates().get(a.doc.clientID)?.cursor?.anchor === 1)
    const b = await Raw.open(`${server.ws}/yjs/${section}?token=${await ben.token(section)}`)
    b.send(Step1)
    await b.next('0001')

    b.send(awareness(a.doc.clientID, 1_000_000, { cursor: { anchor: 666 } }), awareness(4_000_000_001, 1, { cursor: { anchor: 2 } }))

    const own = await until('his own state arrives', () => watcher.awareness.getStates().get(4_000_000_001))
    assert.equal(own.user.id, ben.id)
    assert.equal(watcher.awareness.getStates().get(a.doc.clientID).cursor.anchor, 1)
  })

  test('a presence state that is too large is refused, and the one before it stays', async () => {
    const a = await sit(makers['hocuspocus 4'], ann)
    const b = await sit(makers['hocuspocus 4'], ben)
    a.awareness.setLocalStateField('cursor', { anchor: 1 })
    await until('the state arrives', () => b.awareness.getStates().get(a.doc.clientID)?.cursor?.anchor === 1)

    a.awareness.setLocalStateField('mood', 'x'.repeat(5_000))

    assert.deepEqual(await until('the reason comes', () => a.stateless[0]), { type: 'warning', code: 'door.presence-malformed' })
    assert.equal(b.awareness.getStates().get(a.doc.clientID).cursor.anchor, 1)
  })

  const hostile = {
    'a text frame': [raw => raw.ws.send('hello'), 4400],
    'an empty frame': [raw => raw.send(Buffer.alloc(0)), 4400],
    'an address longer than the frame': [raw => raw.send('ff01'), 4400],
    'an endless number': [raw => raw.send('ffffffffffffffffffff01'), 4400],
    'a frame that is too large': [raw => raw.send(Buffer.alloc(2_000_000, 1)), 1009],
    'a broadcast that only servers send': [raw => raw.send(address(section) + '060178'), 4400],
    'an unknown message': [raw => raw.send(address(section) + '63'), 4400],
    'an update that is none': [raw => raw.send(address(section) + sync(2, new Uint8Array([9, 9, 9, 9, 9]))), 4400],
    'a state vector that is none': [raw => raw.send(address(section) + sync(0, new Uint8Array([5, 1]))), 4400],
    'a length beyond the frame': [raw => raw.send(address(section) + '0002ffffff7f00'), 4400]
  }
  for (const [what, [attack, code]] of Object.entries(hostile)) {
    test(`/collab: ${what} closes that socket with ${code} and harms nobody`, async () => {
      const raw = await Raw.open(`${server.ws}/collab`)
      raw.send(auth(section, await ben.token(section)), address(section) + Step1)
      await raw.next(address(section) + '0001')

      attack(raw)

      assert.equal((await raw.closed()).code, code)
      await allIsWell()
    })
  }

  for (const [what, bytes, code] of [['an unknown message', '63', 4400], ['an update that is none', sync(2, new Uint8Array([1, 2, 3])), 4400], ['half a message', '0001', 4400]]) {
    test(`/yjs: ${what} closes that socket with ${code}`, async () => {
      const raw = await Raw.open(`${server.ws}/yjs/${section}?token=${await ben.token(section)}`)
      raw.send(Step1)
      await raw.next('0001')

      raw.send(bytes)

      assert.equal((await raw.closed()).code, code)
    })
  }

  describe('an update that misses something', () => {
    let whole, half, halfOfAll
    before(() => {
      const doc = new Y.Doc()
      addItem(doc, 'eerste')
      const vector = Y.encodeStateVector(doc)
      addItem(doc, 'tweede')
      whole = sync(2, Y.encodeStateAsUpdate(doc))
      half = sync(2, Y.encodeStateAsUpdate(doc, vector))
      halfOfAll = sync(1, Y.encodeStateAsUpdate(doc, vector))
    })

    const open = async () => {
      const raw = await Raw.open(`${server.ws}/collab`)
      raw.send(auth(section, await ben.token(section)), address(section) + Step1)
      await raw.next(address(section) + '0001')
      return raw
    }

    const sendHalf = async (raw, message = half) => {
      raw.send(address(section) + message)
      await raw.next(address(section) + '0800')
      assert.match(Buffer.from(await raw.next(address(section) + '05'), 'hex').toString(), /section\.missing-dependencies/)
    }

    test('is refused, not kept, and its client sent to come back with all', async () => {
      const raw = await open()
      raw.send(address(section) + EmptyStep2)
      await raw.next(address(section) + '0801')

      await sendHalf(raw)

      assert.deepEqual(await raw.closed(), { code: 1013, reason: 'section.missing-dependencies' })
    })

    test('is not asked for again when it was all that the client brought', async () => {
      const raw = await open()
      await sendHalf(raw, halfOfAll)

      // One who came later has been sent away meanwhile.
      const later = await open()
      later.send(address(section) + EmptyStep2)
      await later.next(address(section) + '0801')
      await sendHalf(later)
      await later.closed()
      assert.equal(raw.end, undefined)

      raw.send(address(section) + whole)
      await raw.next(address(section) + '0801')
    })
  })
})

describe('slow', { timeout: 600_000 }, () => {
  let server, ann, ben, section
  before(async () => {
    server = await Server.start({ 'Doors:QueueBytes': '262144', 'Doors:Patience': '00:00:02', 'Doors:Heartbeat': '00:10:00' })
    ann = await server.enter('Sanae')
    ben = await server.enter('Peter')
    section = ann.liveSectionWith(ben)
  })
  afterEach(closeAll)
  after(() => server.stop())

  test('who does not read costs the others nothing, is given up, and synchronises anew', async () => {
    const a = makers['hocuspocus 4'](server, section, await ann.token(section))
    await a.synced()
    for (let i = 0; i < 8; i++) addItem(a.doc, 'woorden '.repeat(400))
    await a.saved()
    const token = await ben.token(section)
    const slow = await Raw.open(`${server.ws}/yjs/${section}?token=${token}`)
    slow.send(Step1)
    slow.send(awareness(4_000_000_003, 0, { cursor: { anchor: 0 } }))
    await until('it is seen', () => [...a.awareness.getStates().values()].some(state => state.user?.id === ben.id))
    slow.ws._socket.pause()
    for (let i = 0; i < 1_500; i++) slow.send(Step1)

    const id = addItem(a.doc, 'de anderen gaan door')
    await a.saved()
    await until('the server gave it up', () => ![...a.awareness.getStates().values()].some(state => state.user?.id === ben.id))
    slow.ws._socket.resume()
    await slow.closed()

    const again = makers['y-websocket 3'](server, section, token)
    await again.synced()
    assert.equal(textOf(again.doc, id), 'de anderen gaan door')
  })
})
