// A telephone in a tunnel for a minute: nothing typed on either side is lost, and the screen says so all the while.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, Person, phone } from './lib/browser.mjs'
import { Line } from './lib/line.mjs'
import { Server } from './lib/server.mjs'
import { addItem, agreeOn, field, meetAtTheCard, type } from './lib/table.mjs'

const MINUTE = 60_000
let server, browser, line, ingrid, nadia

before(async () => {
  server = await Server.start()
  line = await Line.to(server.port)
  browser = await launch()
  ingrid = await Person.sit(browser, server, 'Ingrid Postema')
  nadia = await Person.sit(browser, server, 'Nadia El Amarti', phone)
  nadia.url = line.url
  await meetAtTheCard(ingrid, [nadia])
})

after(async () => {
  await browser?.close()
  line?.close()
  await server?.stop()
})

test('a telephone that is offline for a minute while typing comes back with everything merged', async () => {
  const item = await addItem(ingrid, 'harm')
  await field(nadia, item).waitFor()
  await type(nadia, item, 'Voor de tunnel. ')
  await agreeOn([ingrid, nadia], item)
  await nadia.saved()

  line.goDead()
  const gone = Date.now()
  await type(nadia, item, 'In de tunnel getypt 🚇. ')
  await type(ingrid, item, 'Intussen hier. ', { at: 'home' })
  await nadia.page.locator('[data-testid=saved][data-state=unsaved]').waitFor()
  await nadia.page.locator('[data-testid=connection][data-state=away]').waitFor({ timeout: MINUTE })
  await nadia.screenshot('offline-phone')
  await type(nadia, item, 'Nog steeds weg. ')
  while (Date.now() - gone < MINUTE) {
    await new Promise(resolve => setTimeout(resolve, 1000))
    assert.equal(await nadia.see('saved').getAttribute('data-state'), 'unsaved', 'the screen says that it is not saved')
    assert.notEqual(await nadia.see('connection').getAttribute('data-state'), 'connected', 'the screen does not say that it is connected')
  }

  line.comeBack()
  const text = await agreeOn([ingrid, nadia], item, value =>
    value === 'Intussen hier. Voor de tunnel. In de tunnel getypt 🚇. Nog steeds weg. ')
  assert.ok(text)
  await nadia.saved()
  await nadia.page.locator('[data-testid=connection][data-state=connected], [data-testid=connection][data-state=back]').waitFor()
  assert.deepEqual(nadia.errors, [])
})
