// Who comes in, and for how long: tokens, signing out, ending, other people's sections, and what comes before a token.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { addItem, textOf, type } from './lib/card.mjs'
import { address, auth, Step1 } from './lib/bytes.mjs'
import { closeAll, hocuspocusMakers, makers, Raw, yWebsocketMakers } from './lib/clients.mjs'
import { Server } from './lib/server.mjs'
import { until } from './lib/until.mjs'

const settings = { 'Doors:TokenDeadline': '00:00:02', 'Doors:MessagesBeforeToken': '8', 'SignIn:TriesPerMinute': '600' }

describe('access', { timeout: 600_000 }, () => {
  let server, ann, ben, section
  before(async () => {
    server = await Server.start(settings)
    ann = await server.enter('Sanae')
    ben = await server.enter('Peter')
    section = ann.liveSectionWith(ben)
  })
  afterEach(closeAll)
  after(() => server.stop())

  for (const [name, make] of Object.entries(hocuspocusMakers)) {
    test(`${name}: a wrong token is denied, and nothing of the section comes`, async () => {
      const stranger = make(server, section, 'rtd_wrong')

      assert.equal(await until('it is denied', () => stranger.denials[0]), 'door.token-invalid')
      assert.equal(stranger.isSynced(), false)
      assert.equal(stranger.doc.store.clients.size, 0)
    })

    test(`${name}: signing out closes what came by that session, and lets nobody in again`, async () => {
      const els = await server.enter('Els')
      const place = els.plan.sections[0].id
      const a = make(server, place, await els.token(place))
      await a.synced()

      await els.signOut()

      await until('it closes', () => a.closes.includes(4401))
      await until('the old token is denied', () => a.denials.includes('door.token-invalid'))
    })
  }

  for (const [name, make] of Object.entries(yWebsocketMakers)) {
    test(`${name}: a wrong token is told to the client`, async () => {
      const stranger = make(server, section, 'rtd_wrong')

      await until('it closes', () => stranger.closes.includes(4401))
      assert.equal(stranger.isSynced(), false)
      assert.equal(stranger.doc.store.clients.size, 0)
    })
  }

  test('y-websocket: the token may be one of the subprotocols, and is not sent back where another was offered', async () => {
    const raw = await Raw.open(`${server.ws}/yjs/${section}`, ['y1', await ann.token(section)])

    assert.equal(raw.ws.protocol, 'y1')
    raw.send(Step1)
    await raw.next('0001')
  })

  test('a token opens one section only', async () => {
    const other = ann.plan.sections.find(s => s.id !== section)
    const raw = await Raw.open(`${server.ws}/yjs/${other?.id ?? 'another'}?token=${await ann.token(section)}`)

    assert.equal((await raw.closed()).code, 4401)
  })

  test('nobody gets a token for a section that they do not read, and it looks like one that is not there', async () => {
    const hidden = await otherFamilysSection()
    for (const place of [hidden, 'no-such-section']) {
      await assert.rejects(ann.token(place), error => error.status === 404 && error.code === 'section.not-a-reader')
    }
  })

  test('without a session there is no token', async () => {
    const response = await fetch(`${server.http}/api/sections/${section}/door-tokens`, {
      method: 'POST', headers: { 'X-RoundTable': '1', 'Content-Type': 'application/json' }, body: '{}'
    })
    assert.equal(response.status, 401)
  })

  test('no token stands in the log', async () => {
    const token = await ann.token(section)
    const a = makers['y-websocket 3'](server, section, token)
    await a.synced()
    const b = makers['hocuspocus 4'](server, section, token)
    await b.synced()

    assert.match(server.output, /Sanae/)
    assert.equal(server.output.includes(token), false)
    assert.equal(server.output.includes('rtd_'), false)
  })

  test('a socket that brings no token is closed at the deadline', async () => {
    const raw = await Raw.open(`${server.ws}/collab`)
    raw.send(address(section) + Step1)

    assert.deepEqual(await raw.closed(), { code: 4401, reason: 'door.no-token' })
    assert.deepEqual(raw.frames, [])
  })

  test('what comes before a token waits for it, and not more than a little', async () => {
    const raw = await Raw.open(`${server.ws}/collab`)
    raw.send(address(section) + Step1, auth(section, await ann.token(section)))
    await raw.next(address(section) + '0202')
    await raw.next(address(section) + '0001')

    const greedy = await Raw.open(`${server.ws}/collab`)
    for (let i = 0; i < 9; i++) greedy.send(address(section) + Step1)

    assert.deepEqual(await greedy.closed(), { code: 4400, reason: 'door.too-much-before-token' })
  })

  test('one socket carries several documents, each behind a token of its own', async () => {
    const a = makers['hocuspocus 4'](server, section, await ann.token(section))
    await a.synced()
    const stranger = makers['hocuspocus 4'](server, await otherFamilysSection(), 'rtd_wrong', { socket: a.socket })
    await until('the other document is denied', () => stranger.denials[0])
    const id = addItem(a.doc, 'op dezelfde lijn')
    await a.saved()

    const b = makers['hocuspocus 4'](server, section, await ben.token(section))
    await b.synced()

    assert.equal(textOf(b.doc, id), 'op dezelfde lijn')
  })

  test('two providers on one socket have the same document open, each by its own name', async () => {
    const token = () => ann.token(section)
    const a = makers['hocuspocus 4'](server, section, token, { provider: { sessionAwareness: true } })
    await a.synced()
    const b = makers['hocuspocus 4'](server, section, token, { socket: a.socket, provider: { sessionAwareness: true } })
    await b.synced()

    const id = addItem(a.doc, 'een')
    await until('the item arrives', () => textOf(b.doc, id) === 'een')
    type(b.doc, id, ' twee')

    await until('the answer arrives', () => textOf(a.doc, id) === 'een twee')
    await b.saved()
  })

  async function otherFamilysSection () {
    const mine = new Set(ann.plan.sections.map(s => s.id))
    for (const name of ['Nadia', 'Joost', 'Ingrid']) {
      const person = await server.enter(name)
      const foreign = person.plan.sections.find(s => !mine.has(s.id))
      if (foreign) return foreign.id
    }
    throw new Error('No section of others.')
  }
})

describe('the end of a token', { timeout: 600_000 }, () => {
  let server, ann, section
  before(async () => {
    server = await Server.start({ 'Doors:Token': '00:00:06' })
    ann = await server.enter('Sanae')
    section = ann.liveSectionWith(await server.enter('Peter'))
  })
  afterEach(closeAll)
  after(() => server.stop())

  for (const [name, make] of Object.entries(hocuspocusMakers)) {
    test(`${name}: a provider that can fetch another token stays beyond the end of the first`, async () => {
      let tokens = 0
      const a = make(server, section, async () => {
        tokens++
        return ann.token(section)
      })
      await a.synced()
      await until('it was asked for a third token', () => tokens >= 3)

      const id = addItem(a.doc, 'nog steeds')
      await a.saved()

      assert.deepEqual(a.closes, [])
      assert.ok(textOf(a.doc, id))
    })

    test(`${name}: without another token the connection closes at the end of the first`, async () => {
      const token = await ann.token(section)
      const a = make(server, section, token)
      await a.synced()

      await until('it closes', () => a.closes.includes(4401))
      assert.equal(await until('the old token is denied', () => a.denials.includes('door.token-invalid') && 'denied'), 'denied')
    })
  }

  for (const [name, make] of Object.entries(yWebsocketMakers)) {
    test(`${name}: the connection closes at the end of the token`, async () => {
      const a = make(server, section, await ann.token(section))
      await a.synced()

      await until('it closes', () => a.closes.includes(4401))
    })
  }

  test('y-websocket 3 does not try again with a token that ended, and goes on with another', async () => {
    const a = makers['y-websocket 3'](server, section, await ann.token(section))
    await a.synced()
    const { code } = await until('it is closed for good', () => a.closed[0])
    assert.equal(code, 4401)

    a.provider.params = { token: await ann.token(section) }
    a.provider.connect()

    await a.synced()
  })
})
