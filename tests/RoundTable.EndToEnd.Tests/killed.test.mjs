// The server's power is cut while three people type. What their screens called saved is there afterwards, they come
// back by themselves, and they see the same.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, Person, phone } from './lib/browser.mjs'
import { Server } from './lib/server.mjs'
import { addItem, agreeOn, arrive, field, meetAtTheCard, type } from './lib/table.mjs'

let server, browser, people

before(async () => {
  server = await Server.start()
  browser = await launch()
  people = [
    await Person.sit(browser, server, 'Ingrid Postema'),
    await Person.sit(browser, server, 'Nadia El Amarti', phone),
    await Person.sit(browser, server, 'Tom Haverkort')
  ]
  await meetAtTheCard(people[0], people.slice(1))
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

test('a killed server loses nothing that was saved, and nobody has to do anything', async () => {
  const items = []
  for (const person of people) items.push(await addItem(person, 'harm'))
  for (const [at, person] of people.entries()) {
    await field(person, items[at]).waitFor()
    await type(person, items[at], 'Dit is bewaard. ')
    await person.saved()
  }

  const typing = people.map((person, at) => type(person, items[at], 'Terwijl de stroom uitvalt typt men door. ', { delay: 40 }))
  await new Promise(resolve => setTimeout(resolve, 600))
  await server.kill()
  await Promise.all(typing)
  for (const person of people) await person.page.locator('[data-testid=saved][data-state=unsaved]').waitFor()

  await server.run()
  for (const person of people) await person.saved()
  for (const item of items) {
    const text = await agreeOn(people, item, value => value.endsWith('typt men door. '))
    assert.equal(text, 'Dit is bewaard. Terwijl de stroom uitvalt typt men door. ')
  }
  await server.kill()
  await server.run()
  const tom = await Person.sit(browser, server, 'Tom Haverkort')
  await tom.enter()
  await arrive(tom)
  for (const item of items) {
    await field(tom, item).waitFor()
    assert.equal(await field(tom, item).inputValue(), 'Dit is bewaard. Terwijl de stroom uitvalt typt men door. ')
  }
})
