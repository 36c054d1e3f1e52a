// Two servers over one PostgreSQL, and a balancer that sends each connection to the next one. People type at both while one
// is replaced, the other loses its power, and the database is away: no screen shows worse than "even weg".
import assert from 'node:assert/strict'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import * as postgres from '../load/lib/postgres.mjs'
import { Balancer } from './lib/balancer.mjs'
import { launch, Person, phone } from './lib/browser.mjs'
import { Server } from './lib/server.mjs'
import { addItem, agreeOn, field, meetAtTheCard, type } from './lib/table.mjs'
import { until } from './lib/until.mjs'

const servers = []
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-e2e-postgres-'))
let database, balancer, browser, people, items

before(async () => {
  postgres.create(folder)
  database = await postgres.run(folder)
  const shared = Object.entries(postgres.settings(folder)).map(([name, value]) => `--${name.replaceAll('__', ':')}=${value}`)
  for (const options of [{}, { demo: false }]) servers.push(await Server.start(shared, options))
  balancer = await Balancer.before(servers)
  browser = await launch()
  people = []
  for (const [name, device] of [['Ingrid Postema'], ['Nadia El Amarti', phone], ['Tom Haverkort']]) {
    const person = await Person.sit(browser, servers[0], name, device)
    person.url = balancer.url
    people.push(person)
  }
  await meetAtTheCard(people[0], people.slice(1))
  for (const person of people) await person.page.evaluate(() => { window.sameAsBefore = true })
  items = []
  for (const person of people) items.push(await addItem(person, 'harm'))
  for (const person of people) for (const item of items) await field(person, item).waitFor()
  for (const person of people) await person.watch()
})

after(async () => {
  await browser?.close()
  balancer?.close()
  for (const server of servers) await server.stop()
  database?.kill('SIGINT')
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
})

const isOver = child => child.exitCode !== null || child.signalCode !== null

/** Everybody types the same words, each in their own item, and something happens meanwhile. */
async function typeWhile (words, happens) {
  const typing = people.map((person, at) => type(person, items[at], words, { delay: 40 }))
  await happens()
  await Promise.all(typing)
}

/** Everybody's words are saved, and all screens show them; nobody had to do anything, and no page began anew. */
async function assertAllThere (text) {
  for (const person of people) await person.saved()
  for (const item of items) assert.equal(await agreeOn(people, item, value => value.length >= text.length), text)
  for (const person of people) {
    await person.page.locator('[data-testid=connection]:is([data-state=connected], [data-state=back])').waitFor({ state: 'attached' })
    assert.equal(await person.page.evaluate(() => window.sameAsBefore), true, `${person.name} kept the page`)
    assert.deepEqual(person.errors, [])
    const { states, alerts, places } = await person.shown()
    assert.deepEqual(states.filter(state => !['connected', 'away', 'back'].includes(state)), [], `${person.name} saw no more than "even weg"`)
    assert.deepEqual(alerts, [], `${person.name} was alerted`)
    assert.equal(places.length, 1, `${person.name} saw ${places}`)
  }
}

test('people come to the table by whichever server, and see each other type', async () => {
  await typeWhile('Wij zitten aan één tafel. ', async () => {})

  await assertAllThere('Wij zitten aan één tafel. ')
  for (const server of servers) assert.ok(balancer.tables.get(server) > 0, 'somebody sits at each server')
  for (const person of people) assert.ok(!person.received.some(text => text.includes('/hubs/table/negotiate')), 'nothing was negotiated with one server')
})

test('a server that is replaced, and one that loses its power, lose nothing', async () => {
  const [first, second] = servers
  await typeWhile('De eerste server wordt vervangen. ', async () => {
    balancer.takeOut(first)
    first.child.kill('SIGTERM')
    await until('the first server has stopped', () => isOver(first.child))
  })
  await assertAllThere('Wij zitten aan één tafel. De eerste server wordt vervangen. ')

  await first.run()
  balancer.putBack(first)
  await typeWhile('De tweede valt om. ', async () => {
    balancer.takeOut(second)
    await second.kill()
  })
  await assertAllThere('Wij zitten aan één tafel. De eerste server wordt vervangen. De tweede valt om. ')
  await second.run()
  balancer.putBack(second)
  for (const person of people) assert.ok((await person.shown()).states.includes('away'), `${person.name} was told that the server was away`)
})

test('while the database is away nothing is called saved, and afterwards all is', async () => {
  database.kill('SIGQUIT')
  await until('the database is away', () => isOver(database))
  await typeWhile('De database is weg. ', async () => {})
  for (const person of people) assert.equal(await person.see('saved').getAttribute('data-state'), 'unsaved')

  database = await postgres.run(folder)

  await assertAllThere('Wij zitten aan één tafel. De eerste server wordt vervangen. De tweede valt om. De database is weg. ')
})
