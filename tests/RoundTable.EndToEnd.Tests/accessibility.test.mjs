// Every screen: no violation that axe finds, no sideways scrolling; on a small telephone in Dutch by day, on a desktop
// in English by night.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertAccessible } from './lib/accessible.mjs'
import { launch, Person } from './lib/browser.mjs'
import { linkIn, mailTo } from './lib/mail.mjs'
import { Server } from './lib/server.mjs'
import { addItem, admitAll, arrive, close, field, moveTo, reveal, score, tick, type } from './lib/table.mjs'
import { until } from './lib/until.mjs'

const small = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true, colorScheme: 'light', locale: 'nl-NL' }
const night = { viewport: { width: 1280, height: 900 }, colorScheme: 'dark', locale: 'en-GB' }
let server, browser, ingrid, nadia, wire

before(async () => {
  server = await Server.start()
  browser = await launch()
  ingrid = await Person.sit(browser, server, 'Ingrid Postema', night)
  nadia = await Person.sit(browser, server, 'Nadia El Amarti', small)
  wire = await ingrid.holdable()
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

const both = async screen => {
  for (const person of [ingrid, nadia]) {
    await assertAccessible(person, `${screen}, ${person.name}`)
    await person.screenshot(`a11y-${screen}-${person === nadia ? '320' : '1280-dark'}`)
  }
}

/** What she types is not saved, and the server says that it cannot now. */
async function holdBack (item) {
  const { plan } = (await ingrid.plans())[0]
  const { sections } = await (await ingrid.page.request.get(`${server.url}/api/plans/${plan}`)).json()
  wire.hold(message => message.includes('"target":"Acknowledged"'))
  await type(ingrid, item, 'Het is stil.')
  await ingrid.page.locator('[data-testid=saved][data-state=unsaved]').waitFor()
  for (const { id } of sections) wire.say('Resync', { section: id, refusal: { code: 'section.too-much-unsaved', about: [] } })
  await ingrid.see('held-back').waitFor()
  for (const { viewport } of [small, night]) {
    await ingrid.page.setViewportSize(viewport)
    await assertAccessible(ingrid, `saving takes longer at ${viewport.width}`)
    await ingrid.screenshot(`a11y-held-back-${viewport.width}-dark`)
  }
  wire.release()
  await ingrid.saved()
  await ingrid.see('held-back').waitFor({ state: 'detached' })
}

/** The chair asks whom she may not seat here, then takes in somebody for the minutes and comes to their link. */
async function invite () {
  await ingrid.see('invite-to').click()
  await ingrid.see('invite-to-who').selectOption({ label: 'Mark van Wolkeren' })
  await ingrid.see('invite-to-send').click()
  await ingrid.see('invite-to-question').waitFor()
  await assertAccessible(ingrid, 'inviting against a protection')
  await ingrid.screenshot('a11y-invite-question-1280-dark')
  await ingrid.see('invite-to-who').selectOption({ label: 'Marijke de Ruig' })
  await tick(ingrid.see('invite-to-how').locator('input[value=informed]'))
  await ingrid.see('invite-to-send').click()
  await ingrid.see('invite-to-done').waitFor()
  await assertAccessible(ingrid, 'invited')
  await ingrid.see('invite-to-link').click()
  await ingrid.see('invite-make').waitFor()
  await assertAccessible(ingrid, 'making a link at the table')
  await ingrid.see('dialog-close').click()
}

/** The form of the next meeting: without a time, then with him at her table, on both sizes of screen. */
async function planNext () {
  await ingrid.see('plan-meeting-new').click()
  await ingrid.see('meeting-save').click()
  await ingrid.see('meeting-starts').and(ingrid.page.locator('[aria-invalid=true]')).waitFor()
  await assertAccessible(ingrid, 'planning without a time')
  await ingrid.see('meeting-starts').fill('2040-01-12T10:00')
  await ingrid.page.getByTestId('plan-meeting-dialog').getByLabel('Mark van Wolkeren').selectOption('seat')
  await ingrid.see('meeting-apart-starts').fill('2040-01-12T14:00')
  await ingrid.see('meeting-save').click()
  await ingrid.see('meeting-sure').waitFor()
  for (const { viewport } of [small, night]) {
    await ingrid.page.setViewportSize(viewport)
    await assertAccessible(ingrid, `planning against a protection at ${viewport.width}`)
    await ingrid.screenshot(`a11y-planning-${viewport.width}-dark`)
  }
  await ingrid.see('dialog-close').click()
  await ingrid.see('dialog-close-sure').click()
  await ingrid.see('plan-meeting-dialog').waitFor({ state: 'detached' })
}

test('the way in', async () => {
  for (const person of [ingrid, nadia]) {
    const { link, code } = server.person(person.name)
    const at = new URL(link)
    await person.page.goto(person.url + at.pathname + at.hash)
    await person.see('yes-its-me').waitFor()
    if (person === ingrid) await person.page.getByText('English', { exact: true }).click()
    await assertAccessible(person, 'who')
    await person.see('yes-its-me').click()
    await person.see('code').waitFor()
    await assertAccessible(person, 'code')
    await person.see('code').fill('000000'.replace(code, '111111'))
    await person.see('enter').click()
    await until('the wrong code is refused', async () => (await person.page.locator('[aria-invalid=true]').count()) > 0)
    await assertAccessible(person, 'wrong code')
    await person.see('code').fill(code)
    await person.see('enter').click()
    await arrive(person)
  }
  await both('lobby')
})

test('the steps of the meeting', async () => {
  await admitAll(ingrid, [nadia])
  await moveTo(ingrid, 'welcome', [nadia])
  await both('welcome')
  await moveTo(ingrid, 'mapping', [nadia])
  const item = await addItem(ingrid, 'harm')
  await field(nadia, item).waitFor()
  await both('mapping')
  await ingrid.page.locator(`[data-item="${item}"]`).getByTestId('edit-item').click()
  await ingrid.see('item-history-open').click()
  await ingrid.see('item-history').getByTestId('history-step').first().waitFor()
  await assertAccessible(ingrid, 'item history')
  await ingrid.screenshot('a11y-item-history-1280-dark')
  await ingrid.page.keyboard.press('Escape')
  await holdBack(item)
  await invite()
  await nadia.see('add-harm').click()
  await nadia.see('new-item').waitFor()
  await assertAccessible(nadia, 'new item')
  await nadia.screenshot('a11y-new-item-320')
  await nadia.page.keyboard.press('Escape')
  await moveTo(ingrid, 'scoring', [nadia])
  await both('scoring')
  await score(ingrid, 4, 'Afstand.')
  await score(nadia, 3, 'Nog niet.')
  await both('scored')
  await reveal(ingrid, () => assertAccessible(ingrid, 'force reveal'))
  await nadia.see('score-table').waitFor()
  await both('differences')
  await moveTo(ingrid, 'commitments', [nadia])
  await both('commitments')
  await ingrid.see('propose').first().click()
  await ingrid.see('propose-dialog').waitFor()
  await assertAccessible(ingrid, 'propose')
  await ingrid.screenshot('a11y-propose-1280-dark')
  await ingrid.page.keyboard.press('Escape')
  await moveTo(ingrid, 'readBack', [nadia])
  await both('readback')
  wire.hold(message => /"target":"PlanChanged".*"minutes":\[\{/s.test(message))
  await close(ingrid, () => assertAccessible(ingrid, 'close'))
})

test('the coming of the minutes moves and changes nothing that a finger may be on', async () => {
  const link = await ingrid.see('to-plan').elementHandle()
  const before = await link.boundingBox()
  assert.equal(await ingrid.see('to-minutes').count(), 0)
  wire.release()
  await ingrid.see('to-minutes').waitFor()
  assert.equal(await link.getAttribute('data-testid'), 'to-plan')
  assert.deepEqual(await link.boundingBox(), before)
})

test('desk, plan and minutes', async () => {
  await nadia.see('closed').waitFor()
  await both('closed')
  await ingrid.see('to-plan').click()
  await ingrid.see('plan').waitFor()
  await assertAccessible(ingrid, 'plan')
  await ingrid.screenshot('a11y-plan-1280-dark')
  await planNext()
  await ingrid.see('to-history').last().click()
  await ingrid.see('history').waitFor()
  await ingrid.see('history-name').fill('Na het gesprek')
  await ingrid.see('history-name-save').click()
  await until('the named moment or the reason why not is there', async () =>
    await ingrid.page.getByText('Na het gesprek', { exact: true }).count() > 0 || await ingrid.see('refused').count() > 0)
  await assertAccessible(ingrid, 'history')
  await ingrid.page.setViewportSize(small.viewport)
  await assertAccessible(ingrid, 'history on a small screen')
  await ingrid.screenshot('a11y-history-320-dark')
  await ingrid.page.setViewportSize(night.viewport)
  await ingrid.page.goto(`${server.url}/`)
  await ingrid.see('desk').waitFor()
  await assertAccessible(ingrid, 'desk')
  await ingrid.screenshot('a11y-desk-1280-dark')
  await nadia.open(linkIn(await mailTo(server, 'Nadia')), server.person('Nadia').code)
  await nadia.see('minutes-text').waitFor()
  await assertAccessible(nadia, 'minutes')
  assert.deepEqual([...ingrid.errors, ...nadia.errors], [])
})
