// Emergency access on the screens of a professional, of the director who is told and judges it, and of a mother who sees it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertAccessible } from './lib/accessible.mjs'
import { desktop, launch, Person, phone } from './lib/browser.mjs'
import { mailTo } from './lib/mail.mjs'
import { Server } from './lib/server.mjs'

let server, browser, ingrid, nadia, mark, marijke

before(async () => {
  server = await Server.start()
  browser = await launch()
  ingrid = await Person.sit(browser, server, 'Ingrid Postema', desktop)
  nadia = await Person.sit(browser, server, 'Nadia El Amarti', phone)
  mark = await Person.sit(browser, server, 'Mark van Wolkeren', phone)
  marijke = await Person.sit(browser, server, 'Marijke de Ruig', phone)
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

const toPlan = async person => {
  const [{ plan }] = await person.plans()
  await person.page.goto(`${server.url}/plan/${plan}`)
  await person.see('plan').waitFor()
}

test('a professional without a ground says why, and reads what helps now', async () => {
  for (const person of [ingrid, nadia, mark, marijke]) {
    await person.enter()
    await person.page.locator('[data-testid=lobby], [data-testid=room], [data-testid=plan]').first().waitFor()
    await toPlan(person)
  }
  await mark.page.locator('[data-testid=consent]:has-text("Marijke de Ruig")').getByTestId('consent-withdraw').click()
  await marijke.see('plan-refused').waitFor()
  assert.equal(await nadia.see('emergency').count(), 0)
  assert.equal(await ingrid.see('emergency').count(), 0)

  await marijke.see('emergency-open').click()
  await marijke.see('emergency-reason').waitFor()
  await assertAccessible(marijke, 'emergency question')
  await marijke.screenshot('emergency-question-phone')
  await marijke.see('emergency-reason').fill('Hij zegt dat hij vannacht iets gaat doen.')
  await marijke.see('emergency-sure').click()
  await marijke.see('emergency-view').waitFor()
  await assertAccessible(marijke, 'emergency view')
  await marijke.screenshot('emergency-view-phone')
  assert.ok(await marijke.see('emergency-item').count() > 0)
  const read = await marijke.see('emergency-view').innerText()
  for (const word of ['Luwte', 'Vlierstraat', 'Vuurtoren', 'Sanae']) assert.ok(!read.includes(word), `${word} stays hidden`)
})

test('the director is told at once, and judges it', async () => {
  const mail = await mailTo(server, 'ingrid')
  assert.match(mail.text, /Lees het vandaag nog/)
  assert.doesNotMatch(mail.text, /nood|Marijke|Wolkeren/i)
  await ingrid.page.locator('[data-testid=task][data-kind=reviewEmergency]').waitFor()
  await ingrid.see('emergency-review').click()
  await ingrid.see('emergency-review-dialog').waitFor()
  await ingrid.page.getByText('Hij zegt dat hij vannacht iets gaat doen.').first().waitFor()
  await assertAccessible(ingrid, 'emergency review')
  await ingrid.screenshot('emergency-review-desktop')
  await ingrid.see('emergency-verdict').getByText('Het was nodig').click()
  await ingrid.see('emergency-save').click()
  await ingrid.page.locator('[data-testid=emergency-use][data-verdict=justified]').waitFor()
  assert.equal(await ingrid.page.locator('[data-testid=task][data-kind=reviewEmergency]').count(), 0)

  await marijke.page.reload()
  await marijke.see('emergency-open').click()
  await marijke.see('emergency-reason').waitFor()
})

test('the mother sees that somebody looked in an emergency; the father does not', async () => {
  for (const person of [nadia, mark]) {
    await person.see('who-looked-open').click()
    await person.see('who-looked-day').first().waitFor()
  }
  await nadia.see('who-looked').getByText('met noodtoegang').waitFor()
  await nadia.screenshot('emergency-looked-phone')
  assert.ok(!(await mark.see('who-looked').innerText()).includes('noodtoegang'))
})

test('no page made an error on the way', () => {
  for (const person of [ingrid, nadia, mark, marijke]) assert.deepEqual(person.errors, [])
})
