// Somebody may look over a shoulder, or hold the telephone later: "Snel weg" is in reach on every screen, and nothing stays.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { desktop, launch, Person, phone } from './lib/browser.mjs'
import { linkIn, mailTo } from './lib/mail.mjs'
import { assertQuiet, kept } from './lib/quiet.mjs'
import { Server } from './lib/server.mjs'
import { addItem, admitAll, arrive, close, field, moveTo, reveal, score } from './lib/table.mjs'
import { until } from './lib/until.mjs'

let server, browser, ingrid, nadia

before(async () => {
  server = await Server.start()
  browser = await launch()
  ingrid = await Person.sit(browser, server, 'Ingrid Postema', desktop)
  nadia = await Person.sit(browser, server, 'Nadia El Amarti', phone)
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

test('every screen on a telephone', async () => {
  const { link, code } = server.person('Nadia')
  await nadia.page.goto(`${server.url}/`)
  await nadia.see('signed-out').waitFor()
  await assertQuiet(nadia, 'signed out')
  await nadia.page.goto(`${server.url}/sign-in`)
  await nadia.see('sign-in').waitFor()
  await assertQuiet(nadia, 'sign in')
  await nadia.page.goto(server.url + new URL(link).pathname + new URL(link).hash)
  await nadia.see('yes-its-me').waitFor()
  assert.ok(!nadia.page.url().includes('#'), 'the token leaves the address bar')
  await assertQuiet(nadia, 'who')
  await nadia.see('yes-its-me').click()
  await nadia.see('code').fill(code)
  await assertQuiet(nadia, 'code')
  await nadia.see('enter').click()
  await arrive(nadia)
  await assertQuiet(nadia, 'lobby')

  await ingrid.enter()
  await arrive(ingrid)
  await admitAll(ingrid, [nadia])
  await moveTo(ingrid, 'welcome', [nadia])
  await assertQuiet(nadia, 'welcome')
  await moveTo(ingrid, 'mapping', [nadia])
  const item = await addItem(ingrid, 'harm')
  await field(nadia, item).waitFor()
  await assertQuiet(nadia, 'mapping')
  await nadia.see('add-harm').click()
  await nadia.see('new-item').waitFor()
  await assertQuiet(nadia, 'a dialog')
  await nadia.page.keyboard.press('Escape')
  await moveTo(ingrid, 'scoring', [nadia])
  await assertQuiet(nadia, 'scoring')
  await score(ingrid, 4, 'Afstand.')
  await score(nadia, 3, 'Nog niet.')
  await assertQuiet(nadia, 'scored')
  await reveal(ingrid)
  await nadia.see('score-table').waitFor()
  await assertQuiet(nadia, 'differences')
  await moveTo(ingrid, 'commitments', [nadia])
  await assertQuiet(nadia, 'commitments')
  await moveTo(ingrid, 'readBack', [nadia])
  await assertQuiet(nadia, 'read back')
  await close(ingrid)
  await nadia.see('closed').waitFor()
  await assertQuiet(nadia, 'closed')
  for (const [path, mark] of [['/', 'desk'], ['/sessions', 'sessions'], [new URL(await planOf(nadia)).pathname, 'plan']]) {
    await nadia.page.goto(server.url + path)
    await nadia.see(mark).waitFor()
    await assertQuiet(nadia, mark)
  }
})

test('"Snel weg" puts another page in place and closes the session', async () => {
  await nadia.page.route('https://www.buienradar.nl/**', route => route.fulfill({ contentType: 'text/html', body: '<title>Weer</title>Regen.' }))
  const [cookie] = (await nadia.context.cookies()).filter(({ name }) => name === 'roundtable-session')
  assert.equal(cookie.httpOnly, true)
  assert.equal(cookie.sameSite, 'Strict')
  await nadia.see('quick-exit').first().click()
  await nadia.page.waitForURL('https://www.buienradar.nl/**')
  await until('the session is closed', async () =>
    (await fetch(`${server.url}/api/me`, { headers: { Cookie: `${cookie.name}=${cookie.value}` } })).status === 401)
  // The browser's own way back leads to nothing personal.
  await nadia.page.goBack()
  await until('the page before says that nobody is signed in', async () => await nadia.see('signed-out').count() > 0)
  const shown = await nadia.page.evaluate(() => document.body.innerText)
  assert.ok(!/Nadia|Amarti|Wolkeren|Ingrid/.test(shown), shown)
  assert.deepEqual(await kept(nadia), { local: 0, session: 0, databases: 0, caches: 0, workers: 0, cookies: '' })
})

test('"Snel weg" without connection closes the session before the page is shown again', async () => {
  await nadia.enter()
  await nadia.see('closed').waitFor()
  const [{ name, value }] = (await nadia.context.cookies()).filter(({ name }) => name === 'roundtable-session')
  const isOpen = async () => (await fetch(`${server.url}/api/me`, { headers: { Cookie: `${name}=${value}` } })).status === 200
  await nadia.context.setOffline(true)
  await nadia.see('quick-exit').first().click()
  await nadia.page.waitForURL('https://www.buienradar.nl/**')
  await nadia.context.setOffline(false)
  assert.equal(await isOpen(), true, 'nobody could close it yet')
  await nadia.page.goBack()
  await nadia.see('signed-out').waitFor()
  assert.equal(await isOpen(), false)
  assert.deepEqual(await kept(nadia), { local: 0, session: 0, databases: 0, caches: 0, workers: 0, cookies: '' })
})

test('minutes in the mail', async () => {
  const mail = await mailTo(server, 'Nadia')
  assert.ok(!/Nadia|Amarti|Wolkeren|Ingrid|RoundTable|ronde tafel|gezin|verslag/i.test(mail.headers.subject + mail.text), mail.text)
  await nadia.open(linkIn(mail), server.person('Nadia').code)
  await nadia.see('minutes-text').waitFor()
  await assertQuiet(nadia, 'minutes')
  assert.deepEqual([...ingrid.errors, ...nadia.errors], [])
})

async function planOf (person) {
  const { plans } = await person.page.evaluate(async () => await (await fetch('/api/me')).json())
  return `${server.url}/plan/${plans[0].plan}`
}
