// The director changes who reads a section, and whether people type in it, while unmodified providers have it open.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { addItem, textOf, type } from './lib/card.mjs'
import { closeAll, makers, yWebsocketMakers } from './lib/clients.mjs'
import { Server } from './lib/server.mjs'
import { until } from './lib/until.mjs'

describe('changed by the director', { timeout: 600_000 }, () => {
  let server, ann, ben, director, father, section, audience
  before(async () => {
    server = await Server.start()
    ann = await server.enter('Sanae')
    ben = await server.enter('Peter')
    director = await server.enter('Ingrid')
    father = await server.enter('Mark')
    section = ann.liveSectionWith(ben)
    audience = ann.plan.sections.find(s => s.id === section).audience
  })
  afterEach(closeAll)
  after(() => server.stop())

  const change = (people, live = false) => director.post(`/api/plans/${ann.plan.id}/sections/${section}/audience`, { audience: people, live })
  const sit = async (make, person, readOnly = false) => {
    const client = make(server, section, await person.token(section, readOnly))
    await client.synced()
    return client
  }

  for (const [name, make] of Object.entries(makers)) {
    test(`${name}: who may type no more is told so, and types again when they may`, async () => {
      const a = await sit(make, ben)
      const id = addItem(a.doc, 'Samen')
      const b = await sit(make, ben)
      const reader = await sit(makers['hocuspocus 4'], ann)
      await until('the item is there', () => textOf(b.doc, id) === 'Samen' && textOf(reader.doc, id) === 'Samen')

      await change([...audience, father.id])
      await until('the reader is told', () => reader.scopes.at(-1) === 'readonly')
      if (a.scopes) await until('the writer is told', () => a.scopes.at(-1) === 'readonly')
      type(b.doc, id, ' niet')
      if (b.stateless) assert.deepEqual(await until('the reason comes', () => b.stateless[0]), { type: 'refused', code: 'section.read-only' })
      assert.equal(textOf((await sit(make, ann)).doc, id), 'Samen')

      await change(audience, true)
      await until('the reader is told', () => reader.scopes.at(-1) === 'read-write')
      if (a.scopes) await until('the writer is told', () => a.scopes.at(-1) === 'read-write')
      type(a.doc, id, ' weer')
      await until('the words arrive', () => textOf(reader.doc, id) === 'Samen weer')
    })

    test(`${name}: who reads no more is sent away, gets nothing more, and no token`, async () => {
      const goes = await sit(make, ben)
      const stays = await sit(make, ann)
      const id = addItem(stays.doc, 'Samen')
      await until('the item arrives', () => textOf(goes.doc, id) === 'Samen')

      await change(audience.filter(person => person !== ben.id))
      try {
        await until('they are sent away', () => goes.denials ? goes.denials.includes('section.not-a-reader') : goes.closes.includes(4403))
        type(stays.doc, id, ' verder')
        const later = await sit(make, ann)
        await until('the words are there', () => textOf(later.doc, id) === 'Samen verder')
        assert.equal(textOf(goes.doc, id), 'Samen')
        await assert.rejects(ben.token(section), error => error.status === 404 && error.code === 'section.not-a-reader')
      } finally { await change(audience, true) }
    })
  }

  for (const [name, make] of Object.entries(yWebsocketMakers)) {
    test(`${name}: a token for reading shows everything and changes nothing`, async () => {
      const writer = await sit(make, ann)
      const id = addItem(writer.doc, 'Alleen lezen')
      const reader = await sit(make, ben, true)
      await until('the item arrives', () => textOf(reader.doc, id) === 'Alleen lezen')

      type(reader.doc, id, '!')
      type(writer.doc, id, '.')

      await until('the words arrive', () => textOf(reader.doc, id)?.includes('.'))
      assert.equal(textOf((await sit(make, ann)).doc, id), 'Alleen lezen.')
    })
  }
})
