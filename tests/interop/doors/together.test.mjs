// Two people write in one section with unmodified providers: they see each other's words and presence, and what they are told
// is saved is on disk.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { addItem, textOf, type } from './lib/card.mjs'
import { closeAll, hocuspocusMakers, makers } from './lib/clients.mjs'
import { Server } from './lib/server.mjs'
import { until } from './lib/until.mjs'

describe('together', { timeout: 600_000 }, () => {
  let server, ann, ben, section
  before(async () => {
    server = await Server.start()
    ann = await server.enter('Sanae')
    ben = await server.enter('Peter')
    section = ann.liveSectionWith(ben)
  })
  afterEach(closeAll)
  after(() => server.stop())

  const sit = async (make, person, options) => {
    const client = make(server, section, await person.token(section), options)
    await client.synced()
    return client
  }

  for (const [name, make] of Object.entries(makers)) {
    test(`${name}: two people see each other's words`, async () => {
      const a = await sit(make, ann)
      const b = await sit(make, ben)

      const id = addItem(a.doc, 'Van ons')
      await until('the item arrives', () => textOf(b.doc, id) === 'Van ons')
      type(b.doc, id, ' samen')

      await until('the answer arrives', () => textOf(a.doc, id) === 'Van ons samen')
    })

    test(`${name}: what was typed offline arrives at the return`, async () => {
      const a = await sit(make, ann)
      const b = await sit(make, ben)
      const id = addItem(a.doc, 'eerst')
      await until('the item arrives', () => textOf(b.doc, id) === 'eerst')
      a.stop()
      type(a.doc, id, ', daarna')

      await sit(make, ann, { doc: a.doc })

      await until('the words arrive', () => textOf(b.doc, id) === 'eerst, daarna')
    })

    test(`${name}: presence shows who somebody is by the server's word, and is gone with the connection`, async () => {
      const a = await sit(make, ann)
      const b = await sit(make, ben)
      const id = addItem(a.doc, 'x')
      await until('the item arrives', () => textOf(b.doc, id) === 'x')
      a.awareness.setLocalState({ user: { name: 'Ingrid Postema', id: 'somebody-else' }, name: 'Ingrid Postema', mood: 'Lindelaan', cursor: { anchor: 3 }, item: id, typing: true })

      const seen = await until('the state arrives', () => b.awareness.getStates().get(a.doc.clientID)?.typing && b.awareness.getStates().get(a.doc.clientID))
      assert.equal(seen.user.id, ann.id)
      assert.match(seen.user.name, /^Sanae/)
      assert.deepEqual({ ...seen, user: undefined }, { user: undefined, item: id, typing: true, cursor: { anchor: 3 } })
      assert.ok(b.awareness.meta.get(a.doc.clientID).clock < 2 ** 32, 'a clock that clients with 32 bits cannot read')

      a.stop()
      await until('the state is gone', () => !b.awareness.getStates().has(a.doc.clientID))
    })
  }

  test('all makers at one table end with the same document', async () => {
    const people = [ann, ben]
    const clients = []
    for (const [index, make] of Object.values(makers).entries()) clients.push(await sit(make, people[index % 2]))
    const id = addItem(clients[0].doc, '')
    for (const { doc } of clients) await until('the item arrives', () => textOf(doc, id) === '')

    clients.forEach(({ doc }, index) => { for (let i = 0; i < 10; i++) type(doc, id, `${index}`) })

    for (const { doc } of clients) await until('all letters arrive', () => textOf(doc, id).length === 40)
    assert.equal(new Set(clients.map(({ doc }) => textOf(doc, id))).size, 1)
  })

  for (const [name, make] of Object.entries(hocuspocusMakers)) {
    test(`${name}: what the provider calls saved survives a power cut`, async () => {
      const a = await sit(make, ann)
      const id = addItem(a.doc, '')
      for (let i = 0; i < 20; i++) type(a.doc, id, `${i} `)
      assert.equal(a.provider.hasUnsyncedChanges, true)
      await a.saved()

      await server.kill()
      a.stop()
      await server.run()

      const b = await sit(make, ben)
      assert.equal(textOf(b.doc, id), Array.from({ length: 20 }, (_, i) => `${i} `).join(''))
    })
  }
})
