// A copy of everything about oneself, taken on a telephone, and one that the director takes for somebody.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import { after, before, test } from 'node:test'
import zlib from 'node:zlib'
import { assertAccessible } from './lib/accessible.mjs'
import { desktop, launch, Person, phone } from './lib/browser.mjs'
import { Server } from './lib/server.mjs'
import { arrive } from './lib/table.mjs'

let server, browser, ingrid, mark

before(async () => {
  server = await Server.start()
  browser = await launch()
  ingrid = await Person.sit(browser, server, 'Ingrid Postema', desktop)
  mark = await Person.sit(browser, server, 'Mark van Wolkeren', phone)
  for (const person of [ingrid, mark]) {
    await person.enter()
    await arrive(person)
    const plans = await person.plans()
    await person.page.goto(`${server.url}/plan/${plans[0].plan}`)
    await person.see('export').waitFor()
  }
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

/** The files of a ZIP by name, read from its central directory. */
function unzip (bytes) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const files = {}
  let at = bytes.readUInt32LE(end + 16)
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    const [method, size, nameLength, extra, comment, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)]
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(from, from + size)
    files[name] = (method === 8 ? zlib.inflateRawSync(packed) : packed).toString('utf8')
    at += 46 + nameLength + extra + comment
  }
  return files
}

async function take (person) {
  const [download] = await Promise.all([person.page.waitForEvent('download'), person.see('export-take').click()])
  await person.see('export-done').waitFor()
  return { name: download.suggestedFilename(), files: unzip(fs.readFileSync(await download.path())) }
}

test('a father takes a copy of everything about him, and of nothing else', async () => {
  await assertAccessible(mark, 'export')
  const { name, files } = await take(mark)
  await mark.screenshot('export-phone')
  assert.equal(name, 'bestand.zip')
  assert.deepEqual(Object.keys(files).sort(), ['gegevens.html', 'gegevens.json'])
  const data = JSON.parse(files['gegevens.json'])
  assert.equal(data.person.name, 'Mark van Wolkeren')
  assert.ok(data.card.length > 0)
  for (const word of ['Luwte', 'Vlierstraat', 'Vuurtoren', '0917', 'Sanae', 'Rivierenhof'])
    for (const file of Object.values(files)) assert.ok(!file.includes(word), `${word} is not in it`)
})

test('the page in it can be read without a network, and holds no trap', async () => {
  const { files } = await take(mark)
  const reader = await browser.newContext({ ...phone, offline: true })
  const page = await reader.newPage()
  await page.setContent(files['gegevens.html'])
  await page.getByText('Wat er over Mark van Wolkeren in het plan staat').waitFor()
  assert.equal(await page.title(), 'Bericht')
  assert.equal(await page.locator('script, img, link, iframe, a').count(), 0)
  await assertAccessible({ page }, 'page of the export')
  if (process.env.E2E_SCREENSHOTS) await page.screenshot({ path: `${process.env.E2E_SCREENSHOTS}/export-page-phone.png`, fullPage: true })
  await reader.close()
})

test('the director takes one for him, and he sees that', async () => {
  await ingrid.see('export-who').selectOption({ label: 'Mark van Wolkeren' })
  await assertAccessible(ingrid, 'export by the director')
  const { files } = await take(ingrid)
  assert.equal(JSON.parse(files['gegevens.json']).madeBy, 'Ingrid Postema')
  await ingrid.screenshot('export-desktop')
  await ingrid.see('who-looked-open').click()
  await ingrid.see('who-looked').getByText('maakte een kopie: alles over één persoon').first().waitFor()
})

test('no page made an error on the way', () => {
  for (const person of [ingrid, mark]) assert.deepEqual(person.errors, [])
})
