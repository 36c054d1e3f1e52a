// The father of family A, from whom mother and children are kept safe: over a whole meeting no byte that reaches him,
// or the grandmother through whom it could leak, holds a protected word or shows that there is another room.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { desktop, launch, Person, phone } from './lib/browser.mjs'
import { linkIn, mailTo } from './lib/mail.mjs'
import { Server } from './lib/server.mjs'
import { addItem, admitAll, arrive, close, field, moveTo, reveal, score, tick, type } from './lib/table.mjs'

const casebook = JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, '../../src/RoundTable.Server/Demo/casebook.json'), 'utf8'))
const relation = casebook.cases.find(({ id }) => id === 'A').protection[0]
const words = relation.tokens

let server, browser, ingrid, nadia, mark, trees

before(async () => {
  server = await Server.start()
  browser = await launch()
  ingrid = await Person.sit(browser, server, 'Ingrid Postema')
  nadia = await Person.sit(browser, server, 'Nadia El Amarti', phone)
  mark = await Person.sit(browser, server, 'Mark van Wolkeren', phone)
  trees = await Person.sit(browser, server, 'Trees van Wolkeren', desktop)
  for (const person of [ingrid, nadia, mark, trees]) {
    await person.enter()
    await arrive(person)
  }
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

test('the mother\'s room writes about the hidden address, scores and agrees', async () => {
  await admitAll(ingrid, [nadia])
  await moveTo(ingrid, 'welcome', [nadia])
  await moveTo(ingrid, 'mapping', [nadia])
  const item = await addItem(nadia, 'harm')
  await type(nadia, item, 'Wij wonen nu in de Vlierstraat in Morgenstede, bij De Luwte. ')
  await nadia.saved()
  await field(ingrid, item).waitFor()

  await ingrid.page.locator(`[data-item="${item}"]`).getByTestId('edit-item').click()
  await ingrid.see('release').click()
  await ingrid.see('release-dialog').waitFor()
  const target = ingrid.see('release-dialog').locator('input[type=radio]')
  if (await target.count()) await tick(target.first())
  await ingrid.see('release-sure').click()
  await ingrid.see('release-dialog').getByTestId('refused').waitFor()
  await ingrid.screenshot('release-refused-desktop')
  await ingrid.page.keyboard.press('Escape')

  await moveTo(ingrid, 'scoring', [nadia])
  await score(ingrid, 4, 'Afstand tot Morgenstede.')
  await score(nadia, 4, 'In de Vlierstraat is het stil.')
})

test('the father and the grandmother are let in to a room of their own and write and score there', async () => {
  const rooms = ingrid.page.locator('[role=tab][data-testid^=tab-]')
  await rooms.nth(1).click()
  await admitAll(ingrid, [mark, trees])
  await moveTo(ingrid, 'welcome', [mark, trees])
  await moveTo(ingrid, 'mapping', [mark, trees])
  await mark.see('card').waitFor()
  await mark.screenshot('father-card-phone')
  const item = await addItem(mark, 'harm')
  await type(mark, item, 'Ik hou van mijn kinderen.')
  await mark.saved()
  await field(trees, item).waitFor()
  await moveTo(ingrid, 'scoring', [mark, trees])
  await score(mark, 7, 'Ik doe niks meer.')
  await score(trees, 7, 'Mark is rustig bij mij.')
  await score(ingrid, 5, 'Er zijn afspraken.')
  for (const at of [1, 0]) {
    await rooms.nth(at).click()
    await reveal(ingrid)
    await moveTo(ingrid, 'readBack')
  }
})

test('the chair closes, and the father and grandmother read their minutes', async () => {
  await close(ingrid)
  for (const person of [mark, trees]) {
    await person.see('closed').waitFor()
    const mail = await mailTo(server, person.name.split(' ')[0])
    await person.open(linkIn(mail), server.person(person.name).code)
    await person.see('minutes-text').waitFor()
    assert.match(await person.see('minutes-text').innerText(), /Ik hou van mijn kinderen/)
    await person.screenshot(`minutes-${person.name.split(' ')[0]}`)
    person.received.push(mail.raw, mail.text)
  }
})

test('the mother\'s own minutes hold her own words', async () => {
  await nadia.open(linkIn(await mailTo(server, 'Nadia')), server.person('Nadia').code)
  await nadia.see('minutes-text').waitFor()
  assert.match(await nadia.see('minutes-text').innerText(), /Vlierstraat/)
})

test('nothing that reached the father or the grandmother holds a protected word', async () => {
  for (const person of [mark, trees]) {
    const received = await person.everything()
    const letters = folded(received)
    assert.ok(letters.includes(folded('Ik hou van mijn kinderen')), 'what may be seen was recorded')
    for (const word of words) assert.ok(!holds(received, letters, word), `«${word}» reached ${person.name}`)
  }
})

test('nothing shows the father that there is another room, or who is in it', async () => {
  const frames = await mark.everything()
  const meetings = [...frames.matchAll(/"rooms":(\[.*?\]),"canClose"/g)]
  assert.ok(meetings.length > 0)
  for (const [, rooms] of meetings) assert.equal(JSON.parse(rooms).length, 1)
  for (const name of ['Sanae', 'Els Brandsma', 'Rivierenhof']) assert.ok(!frames.includes(name), `${name} reached the father`)
})

/** Letters and digits only, without case and accents, so that a split or dressed-up word is found too. */
function folded (text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** A number counts where digits begin: inside a hash or a moment it is nobody's telephone. */
function holds (received, letters, word) {
  if (!/^\d+$/.test(word)) return letters.includes(folded(word))
  return new RegExp(`(?<![\\w+/:.-])${[...word].join('[ -]?')}`).test(received)
}
