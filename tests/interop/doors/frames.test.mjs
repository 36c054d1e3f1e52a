// The traps of the two protocols, byte by byte.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import * as Y from 'yjs'
import { addItem } from './lib/card.mjs'
import { address, auth, awareness, EmptyStep2, Step1, sync } from './lib/bytes.mjs'
import { closeAll, Raw } from './lib/clients.mjs'
import { Server } from './lib/server.mjs'
import { until } from './lib/until.mjs'

const hex = text => Buffer.from(text).toString('hex')

describe('frames', { timeout: 600_000 }, () => {
  let server, ann, ben, section, place
  before(async () => {
    server = await Server.start({ 'Doors:Heartbeat': '00:00:01' })
    ann = await server.enter('Sanae')
    ben = await server.enter('Peter')
    section = ann.liveSectionWith(ben)
    place = address(section)
  })
  afterEach(closeAll)
  after(() => server.stop())

  const collab = async (person, name = section) => {
    const raw = await Raw.open(`${server.ws}/collab`)
    raw.send(auth(name, await person.token(section)), address(name) + Step1, address(name) + '0106010100027b7d')
    await raw.next(address(name) + '0202')
    await raw.next(address(name) + '0001')
    await raw.next(address(name) + '0000')
    raw.send(address(name) + EmptyStep2)
    assert.equal(await raw.next(address(name) + '08'), address(name) + '0801')
    return raw
  }

  test('Hocuspocus: the recorded handshake is answered', () => collab(ann))

  test('Hocuspocus: an edit is counted off once and reaches the other', async () => {
    const [a, b] = [await collab(ann), await collab(ben)]
    const doc = new Y.Doc()
    addItem(doc, 'hi')
    const update = Y.encodeStateAsUpdate(doc)

    a.send(place + sync(2, update))

    assert.equal(await a.next(place + '08'), place + '0801')
    assert.equal(await b.next(place + '0002'), place + sync(2, update))
  })

  test('Hocuspocus: a detaching provider is answered and the socket stays', async () => {
    const raw = await collab(ann)

    raw.send(place + '0108010101046e756c6c', place + '07')

    assert.equal(await raw.next(place + '07'), place + '0712' + hex('provider_initiated'))
    raw.send(auth(section, await ann.token(section)), place + Step1)
    await raw.next(place + '0001')
  })

  test('Hocuspocus: a wrong token is denied and the socket stays', async () => {
    const raw = await Raw.open(`${server.ws}/collab`)
    raw.send(auth(section, 'bad'), place + Step1, place + '0106010100027b7d')
    assert.equal(await raw.next(place + '0201'), place + '0201' + '12' + hex('door.token-invalid'))

    raw.send(auth(section, await ann.token(section)), place + Step1)

    await raw.next(place + '0001')
  })

  test('Hocuspocus: a session-aware address is answered by the same address', async () => {
    await collab(ann, `${section}\0xvg6c3dm1zk8`)
  })

  test('Hocuspocus: a ping is answered bare, a pong is passed over', async () => {
    const raw = await collab(ann)
    raw.send('0a', '09')
    assert.equal(await raw.next('0a'), '0a')
  })

  test('Hocuspocus: messages of the application are read and kept to oneself', async () => {
    const [a, b] = [await collab(ann), await collab(ben)]
    a.send(place + '050470696e67', '09')
    await a.next('0a')
    b.send('09')
    await b.next('0a')
    assert.equal(b.frames.some(frame => frame.startsWith(place + '05')), false)
  })

  test('y-websocket: the recorded handshake is answered, Step2 before Step1', async () => {
    const raw = await Raw.open(`${server.ws}/yjs/${section}?token=${await ann.token(section)}`)
    raw.send(Step1, '0106010100027b7d')
    await until('both answers came', () => raw.frames.filter(frame => /^000[01]/.test(frame)).length === 2)
    assert.deepEqual(raw.frames.filter(frame => /^000[01]/.test(frame)).map(frame => frame.slice(0, 4)), ['0001', '0000'])
  })

  test('y-websocket: several messages may stand in one frame', async () => {
    const raw = await Raw.open(`${server.ws}/yjs/${section}?token=${await ann.token(section)}`)
    raw.send(Step1 + EmptyStep2 + '03')
    await raw.next('0001')
    await raw.next('01')
  })

  test('y-websocket: a first state with clock 0 is seen at once', async () => {
    const watcher = await collab(ben)
    const raw = await Raw.open(`${server.ws}/yjs/${section}?token=${await ann.token(section)}`)
    raw.send(Step1)
    await raw.next('0001')

    raw.send(awareness(4_000_000_002, 0, { cursor: { anchor: 0 } }))

    await until('the state arrives', () => watcher.frames.some(frame => frame.includes(hex('"cursor":{"anchor":0}'))))
  })

  for (const door of ['collab', 'yjs']) {
    test(`/${door}: somebody alone hears a data frame at every heartbeat`, async () => {
      const raw = door === 'collab' ? await collab(ann) : await Raw.open(`${server.ws}/yjs/${section}?token=${await ann.token(section)}`)
      raw.frames.length = 0
      await until('three heartbeats came', () => raw.frames.length >= 3)
    })
  }
})
