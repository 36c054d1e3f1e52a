// One person on several devices, and several persons on one.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertAccessible } from './lib/accessible.mjs'
import { desktop, launch, Person, phone } from './lib/browser.mjs'
import { linkIn, mailTo } from './lib/mail.mjs'
import { kept } from './lib/quiet.mjs'
import { Server } from './lib/server.mjs'
import { arrive } from './lib/table.mjs'
import { until } from './lib/until.mjs'

let server, browser

before(async () => {
  server = await Server.start()
  browser = await launch()
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

const PERSONAL = /Nadia|Amarti|Wolkeren|Ingrid|Haverkort/

/** Everything that can be read on a page now. */
const shown = page => page.evaluate(() => document.body.innerText + [...document.querySelectorAll('input,textarea')].map(field => field.value))

test('a lost telephone: the link again on another device ends the session on the first', async () => {
  const lost = await Person.sit(browser, server, 'Nadia El Amarti', phone)
  await lost.enter()
  await arrive(lost)
  const found = await Person.sit(browser, server, 'Nadia El Amarti', desktop)
  await found.enter()
  await arrive(found)
  await lost.see('signed-out').waitFor()
  assert.doesNotMatch(await shown(lost.page), PERSONAL)
  assert.deepEqual([...lost.errors, ...found.errors], [])
})

test('a shared telephone: the next person finds nothing of the one before', async () => {
  const telephone = await Person.sit(browser, server, 'Mark van Wolkeren', phone)
  await telephone.enter()
  await arrive(telephone)
  const [before] = await telephone.context.cookies()
  await telephone.page.evaluate(() => { globalThis.ofTheOneBefore = true })
  const { link, code } = server.person('Priscilla')
  // The link opens in the page that is there, as from a message in another app.
  await telephone.page.evaluate(hash => { history.pushState(null, '', '/in'); location.hash = hash }, new URL(link).hash)
  await telephone.see('yes-its-me').click()
  await telephone.see('code').fill(code)
  await telephone.see('enter').click()
  await until('the page is a new one', async () => await telephone.page.evaluate(() => !globalThis.ofTheOneBefore && location.pathname !== '/in').catch(() => false))
  await arrive(telephone)
  assert.doesNotMatch(await shown(telephone.page), /Mark|Wolkeren|Amarti|Ingrid/)
  assert.deepEqual(await kept(telephone), { local: 0, session: 0, databases: 0, caches: 0, workers: 0, cookies: '' })
  assert.equal((await fetch(`${server.url}/api/me`, { headers: { Cookie: `${before.name}=${before.value}` } })).status, 401)
  assert.deepEqual(telephone.errors, [])
})

for (const [how, leave] of [['"Snel weg"', 'quick-exit'], ['signing out', 'sign-out']]) {
  test(`${how} in one tab empties the others of that browser`, async () => {
    const nadia = await Person.sit(browser, server, 'Nadia El Amarti', phone)
    await nadia.context.route('https://www.buienradar.nl/**', route => route.fulfill({ contentType: 'text/html', body: '<title>Weer</title>Regen.' }))
    await nadia.enter()
    await arrive(nadia)
    const other = await nadia.context.newPage()
    await other.goto(server.url)
    await other.getByTestId('desk-plan').first().waitFor()
    assert.match(await shown(other), PERSONAL)
    await nadia.see(leave).first().click()
    const gone = leave === 'sign-out' ? other.locator('[data-testid=left], [data-testid=signed-out]') : other.getByText('Regen.')
    await gone.waitFor()
    assert.doesNotMatch(await shown(other), PERSONAL)
    assert.deepEqual(nadia.errors, [])
    await nadia.leave()
  })
}

test('a session that ends while somebody writes leaves what they wrote, and nothing else', async () => {
  const ingrid = await Person.sit(browser, server, 'Ingrid Postema', desktop)
  await ingrid.enter()
  await arrive(ingrid)
  const { plan } = (await ingrid.plans())[0]
  await ingrid.page.goto(`${server.url}/plan/${plan}`)
  await ingrid.see('export-who').selectOption({ index: 1 })
  await ingrid.see('add-person').click()
  await ingrid.see('person-name').fill('Tante Els')
  const found = await Person.sit(browser, server, 'Ingrid Postema', desktop)
  await found.enter()
  await arrive(found)
  await found.see('to-sessions').click()
  await found.see('sign-out-everywhere').click()
  await ingrid.see('signed-out-bar').last().waitFor()
  assert.doesNotMatch(await ingrid.page.evaluate(() => document.body.innerText), PERSONAL)
  assert.equal(await ingrid.see('person-name').isVisible(), true)
  assert.equal(await ingrid.see('person-name').inputValue(), 'Tante Els')
  assert.equal(await ingrid.see('quick-exit').last().isVisible(), true)
  assert.deepEqual([...ingrid.errors, ...found.errors], [])
})

test('where am I signed in, and log out everywhere', async () => {
  const laptop = await Person.sit(browser, server, 'Tom Haverkort', desktop)
  const telephone = await Person.sit(browser, server, 'Tom Haverkort', phone)
  for (const device of [laptop, telephone]) {
    await device.enter()
    await arrive(device)
  }
  await laptop.see('to-sessions').click()
  await laptop.see('session').nth(1).waitFor()
  assert.equal(await laptop.page.locator('[data-testid=session][data-current=true]').count(), 1)
  await laptop.screenshot('sessions')
  await assertAccessible(laptop, 'sessions')
  await laptop.see('sign-out-everywhere').click()
  await laptop.page.waitForURL('**/in')
  await laptop.see('left').waitFor()
  await telephone.see('signed-out').waitFor()
  assert.doesNotMatch(await shown(telephone.page), PERSONAL)
  await laptop.page.goto(`${server.url}/`)
  await laptop.see('signed-out').waitFor()
  assert.deepEqual([...laptop.errors, ...telephone.errors], [])
})

test('a professional asks a link by mail and comes in with it, once', async () => {
  const els = await Person.sit(browser, server, 'Els Brandsma', desktop)
  await els.page.goto(`${server.url}/`)
  await els.see('sign-in-mail').waitFor()
  await assertAccessible(els, 'signed out, with the way in for work')
  await els.see('sign-in-mail').fill('els.brandsma@post.example')
  await els.see('sign-in-send').click()
  await els.see('sign-in-mailed').waitFor()
  const mail = await mailTo(server, 'els.brandsma')
  assert.ok(!/Els|Amarti|RoundTable|gezin/i.test(mail.headers.subject + mail.text.replace(/https?:\S+/g, '')), mail.text)
  await els.open(linkIn(mail), null)
  await els.see('desk-plan').waitFor()
  const again = await Person.sit(browser, server, 'Els Brandsma', desktop)
  await again.page.goto(linkIn(mail))
  await again.see('way-in-failed').waitFor()
  assert.equal(await again.see('way-in-failed').getAttribute('data-code'), 'wayin.used')
  assert.deepEqual(els.errors, [])
})
