// The example meeting: the director on a desktop, the mother on a telephone, a professional; from the personal link to
// the confirmed receipt by an organisation that was not there.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, Person, phone } from './lib/browser.mjs'
import { linkIn, mails, mailTo } from './lib/mail.mjs'
import { Server } from './lib/server.mjs'
import { addItem, admitAll, agreeOn, arrive, close, field, moveTo, reveal, score, type } from './lib/table.mjs'
import { until } from './lib/until.mjs'

let server, browser, ingrid, nadia, tom
const everybody = () => [ingrid, nadia, tom]

before(async () => {
  server = await Server.start()
  browser = await launch()
  ingrid = await Person.sit(browser, server, 'Ingrid Postema')
  nadia = await Person.sit(browser, server, 'Nadia El Amarti', phone)
  tom = await Person.sit(browser, server, 'Tom Haverkort')
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

test('each comes in with their own link and code, waits, and is let in by the chair', async () => {
  for (const person of everybody()) {
    await person.enter()
    await arrive(person)
  }
  await nadia.see('lobby').waitFor()
  await nadia.screenshot('lobby-phone')
  await admitAll(ingrid, [nadia, tom])
  await moveTo(ingrid, 'welcome', everybody())
  await ingrid.screenshot('welcome-desktop')
})

test('three people type in one item at the same time and every letter is there', async () => {
  await moveTo(ingrid, 'mapping', everybody())
  const item = await addItem(ingrid, 'harm')
  const words = { ingrid: 'Ingrid schrijft hier iets. ', nadia: 'Nadia vertelt wat er was. ', tom: 'Tom vult de datum aan. ' }
  for (const person of everybody()) await field(person, item).waitFor()

  await Promise.all([
    type(ingrid, item, words.ingrid),
    type(nadia, item, words.nadia, { at: 'home' }),
    type(tom, item, words.tom)
  ])

  const letters = Object.values(words).join('').length
  const text = await agreeOn(everybody(), item, value => value.length === letters)
  for (const expected of Object.values(words)) {
    assert.deepEqual(subsequence(text, expected), true, `«${expected}» in «${text}»`)
  }
  for (const person of everybody()) await person.saved()
  await ingrid.screenshot('card-desktop')
  await nadia.screenshot('card-phone')
})

test('who types is shown to the others', async () => {
  const item = await addItem(tom, 'strength')
  await ingrid.page.locator(`[data-item="${item}"]`).waitFor()
  await type(tom, item, 'Nadia vroeg zelf om hulp.')
  await until('the chair sees that Tom is there', async () =>
    (await ingrid.page.locator(`[data-item="${item}"] [data-testid=typing]`).innerText()).includes('Tom'))
  await tom.saved()
})

test('nobody receives anybody else\'s score before the reveal', async () => {
  await moveTo(ingrid, 'scoring', everybody())
  const given = new Map([[ingrid, [4, 'Veilig door afstandqi.']], [nadia, [3, 'Ik kijk nog om me heenqn.']], [tom, [2, 'Drie meldingenqt.']]])
  const from = new Map(everybody().map(person => [person, person.received.length]))
  for (const person of everybody()) await score(person, ...given.get(person))
  await nadia.screenshot('score-phone')
  await until('the chair may reveal', async () => (await ingrid.see('reveal').count()) > 0)

  for (const person of everybody()) {
    await Promise.all(person.bodies)
    const frames = person.received.slice(from.get(person)).join('\n')
    for (const [other, [, why]] of given) {
      if (other !== person) assert.ok(!frames.includes(why), `${person.name} received the words of ${other.name}`)
    }
    for (const round of rounds(frames)) {
      assert.equal(round.revealed, null)
      if (round.yours) assert.equal(round.yours.value, given.get(person)[0])
    }
    assert.ok(rounds(frames).length > 0, `${person.name} received the round`)
  }
})

test('the reveal shows everybody the same numbers, in a plot, a sentence and a table', async () => {
  await reveal(ingrid)
  for (const person of everybody()) {
    await person.see('dot-plot').waitFor()
    const table = await person.see('score-table').innerText()
    for (const value of ['4', '3', '2']) assert.ok(table.includes(value), table)
    if (!(await person.see('verify-seals').isVisible())) await person.page.locator('details:has([data-testid=verify-seals]) > summary').click()
    await person.see('verify-seals').click()
    await person.page.locator('[data-testid=seal-result][data-state=right]').first().waitFor()
  }
  assert.match(await nadia.see('score-sentence').innerText(), /2/)
  await nadia.screenshot('differences-phone')
  await ingrid.screenshot('differences-desktop')
})

test('a commitment is agreed when its owner agrees, and by nobody else', async () => {
  await moveTo(ingrid, 'commitments', everybody())
  const mine = nadia.page.locator('[data-testid=commitment]:has([data-testid=answer-agree])').first()
  await mine.waitFor()
  const id = await mine.getAttribute('data-id')
  const seen = ingrid.page.locator(`[data-testid=commitment][data-id="${id}"]`)
  assert.equal(await seen.getByTestId('answer-agree').count(), 0, 'the chair cannot agree for the owner')
  assert.equal(await seen.getAttribute('data-status'), 'proposed')
  await mine.getByTestId('answer-agree').click()
  const send = mine.getByTestId('answer-send')
  if (await send.count()) await send.click()
  await ingrid.page.locator(`[data-testid=commitment][data-id="${id}"][data-status=agreed]`).first().waitFor()
  await nadia.screenshot('commitments-phone')
  await ingrid.screenshot('commitments-desktop')
})

test('the chair closes and everybody has the minutes', async () => {
  await moveTo(ingrid, 'readBack', everybody())
  await ingrid.screenshot('readback-desktop')
  await close(ingrid, () => ingrid.screenshot('close-desktop'))
  for (const person of [nadia, tom]) await person.see('closed').waitFor()

  for (const name of ['Nadia', 'Joost', 'Marijke']) await mailTo(server, name)
  for (const mail of mails(server)) {
    assert.ok(!/veilig|gezin|El Amarti|Wolkeren|overleg/i.test(mail.headers.subject + mail.file), `a neutral subject, not «${mail.headers.subject}»`)
    assert.ok(!mail.headers.to.includes(','), 'one recipient a mail')
  }
})

test('the probation officer, who was not there, opens the link of the mail and confirms receipt; the chair sees it', async () => {
  const joost = await Person.sit(browser, server, 'Joost Rademaker', phone)
  await joost.open(linkIn(await mailTo(server, 'Joost')))
  await joost.see('minutes-text').waitFor()
  await joost.screenshot('minutes-phone')
  await joost.see('acknowledge').click()
  await joost.see('acknowledged').waitFor()
  await joost.see('reaction-text').fill('Ik bel Mark maandag.')
  await joost.see('reaction-send').click()
  await joost.page.locator('[data-testid=reaction]:has-text("Ik bel Mark maandag.")').waitFor()

  await ingrid.see('to-plan').click()
  await ingrid.see('deliveries').waitFor()
  await until('the chair sees the receipt', async () =>
    (await ingrid.page.locator('[data-testid=delivery]:has-text("Joost Rademaker")').getAttribute('data-state')) === 'acknowledged')
  await ingrid.screenshot('plan-desktop')
  await joost.leave()
})

test('no page made an error on the way', () => {
  for (const person of everybody()) assert.deepEqual(person.errors, [])
})

/** Every score round in recorded hub frames. */
function rounds (frames) {
  const found = []
  const walk = value => {
    if (!value || typeof value !== 'object') return
    if ('revealed' in value && 'anchor0' in value) found.push(value)
    for (const part of Object.values(value)) walk(part)
  }
  for (const frame of frames.split(/[\u001e\n]/)) {
    if (frame.startsWith('{')) {
      try { walk(JSON.parse(frame)) } catch { /* not a whole frame */ }
    }
  }
  return found
}

function subsequence (text, expected) {
  let at = 0
  for (const letter of expected) {
    at = text.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}
