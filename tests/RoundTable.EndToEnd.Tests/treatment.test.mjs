// Treatment content on the screens of a professional, the father for whom he works, and the director (BR-65); who reads a whole
// part of the card, a spoken consent with its witness, a person behind an alias, and minutes as a file.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import { after, before, test } from 'node:test'
import { assertAccessible } from './lib/accessible.mjs'
import { desktop, launch, Person, phone } from './lib/browser.mjs'
import { Server } from './lib/server.mjs'
import { admitAll, arrive, close, field, moveTo, reveal, score, tick, type } from './lib/table.mjs'
import { until } from './lib/until.mjs'

let server, browser, ingrid, mark, joost, plan

before(async () => {
  server = await Server.start()
  browser = await launch()
  ingrid = await Person.sit(browser, server, 'Ingrid Postema', desktop)
  mark = await Person.sit(browser, server, 'Mark van Wolkeren', phone)
  joost = await Person.sit(browser, server, 'Joost Rademaker', phone)
  for (const person of [ingrid, mark, joost]) {
    await person.enter()
    await arrive(person)
  }
  plan = (await viewOf(ingrid, '/api/me')).plans[0].plan
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

const viewOf = async (person, path) => (await person.page.request.get(`${server.url}${path}`)).json()
const partsOf = async person => (await viewOf(person, `/api/plans/${plan}`)).sections.filter(({ treatment }) => treatment)

test('a professional is asked whether it is about treatment, and names who reads it', async () => {
  await ingrid.page.locator('[role=tab][data-testid^=tab-]').nth(1).click()
  await admitAll(ingrid, [mark, joost])
  await moveTo(ingrid, 'welcome', [mark, joost])
  await moveTo(ingrid, 'mapping', [mark, joost])
  await mark.see('add-harm').click()
  await mark.see('new-item').waitFor()
  assert.equal(await mark.see('treatment-ask').count(), 0, 'only a professional is asked')
  await mark.page.keyboard.press('Escape')

  await joost.see('add-harm').click()
  await tick(joost.see('treatment-ask').locator('input[value=yes]'))
  await joost.see('treatment-new').click()
  await joost.see('treatment-readers').getByText('Mark van Wolkeren').click()
  await assertAccessible(joost, 'treatment')
  await joost.screenshot('treatment-phone')
  await joost.see('treatment-save').click()
  await joost.see('new-item-add').and(joost.page.locator(':not([aria-disabled=true])')).waitFor()
  await joost.see('new-item-add').click()
  const item = await until('the new item has the focus', () => joost.page.evaluate(() => document.activeElement?.closest('[data-item]')?.dataset.item))
  await type(joost, item, 'De gesprekken helpen.')
  await joost.saved()
  await mark.page.locator(`[data-item="${item}"]:has-text("De gesprekken helpen.")`).waitFor()
  assert.equal(await field(mark, item).count(), 0, 'he reads and does not type there')
})

test('the director takes a reader away, and can add none', async () => {
  assert.equal((await partsOf(mark)).length, 1)
  await ingrid.page.goto(`${server.url}/plan/${plan}`)
  await ingrid.see('plan-sections').waitFor()
  const reads = ingrid.page.locator('[data-testid=audience-open]:has-text("Joost Rademaker"):has-text("Mark van Wolkeren")')
  await until('the dialog of the treatment is open', async () => {
    for (const open of await reads.all()) {
      await open.click()
      await ingrid.see('audience-dialog').waitFor()
      if (await ingrid.see('audience-who').locator('input').count() === 2) return true
      await ingrid.page.keyboard.press('Escape')
      await ingrid.see('audience-dialog').waitFor({ state: 'detached' })
    }
    return false
  })
  await assertAccessible(ingrid, 'audience')
  await ingrid.see('audience-who').getByText('Mark van Wolkeren').click()
  await ingrid.see('audience-save').click()
  await until('the father reads it no longer', async () => (await partsOf(mark)).length === 0)
  assert.equal((await partsOf(joost)).length, 1)

  await joost.page.goto(`${server.url}/plan/${plan}`)
  await joost.see('treatment').waitFor()
  await assertAccessible(joost, 'treatments')
  await joost.screenshot('treatments-phone')
})

test('a spoken consent has its witness, and a person an alias', async () => {
  await ingrid.page.goto(`${server.url}/plan/${plan}`)
  await ingrid.see('consent-new').click()
  await ingrid.see('consent-about').getByText('Trees van Wolkeren').click()
  await ingrid.see('consent-to').getByText('Marijke de Ruig').click()
  await tick(ingrid.see('consent-categories').locator('input[value=treatment]'))
  await ingrid.see('consent-purpose').fill('Samen kijken wat helpt.')
  await ingrid.see('consent-ask').click()
  await ingrid.see('consent-spoken').first().click()
  await ingrid.see('consent-witness').selectOption({ label: 'Sanae Lahlou' })
  await assertAccessible(ingrid, 'witness')
  await ingrid.see('spoken-save').click()
  const given = ingrid.page.locator('[data-testid=consent-given]:has-text("Getuige: Sanae Lahlou")')
  await given.waitFor()
  assert.match(await given.innerText(), /20\d\d/, 'the day has its year')

  await ingrid.see('add-person').click()
  await ingrid.see('person-name').fill('Jolanda de Bruin')
  await ingrid.see('person-secret').click()
  await ingrid.see('person-shielded').getByText('Mark van Wolkeren').click()
  await ingrid.see('person-alias').fill('begeleider')
  await assertAccessible(ingrid, 'person')
  await ingrid.see('person-save').click()
  await until('she is in the plan', async () => (await viewOf(ingrid, `/api/plans/${plan}`)).people.some(({ name }) => name === 'Jolanda de Bruin'))
  const names = (await viewOf(mark, `/api/plans/${plan}`)).people.map(({ name }) => name)
  assert.ok(names.includes('begeleider') && !names.includes('Jolanda de Bruin'), names.join())
})

test('minutes can be kept as a PDF, only when somebody asks', async () => {
  const { meetings } = (await viewOf(ingrid, '/api/me')).plans[0]
  await ingrid.page.goto(`${server.url}/meeting/${meetings[0].id}`)
  await arrive(ingrid)
  await ingrid.page.locator('[role=tab][data-testid^=tab-]').nth(1).click()
  await moveTo(ingrid, 'scoring', [mark])
  await score(mark, 6, 'Het gaat.')
  await score(ingrid, 5, 'Er zijn afspraken.')
  await reveal(ingrid)
  await moveTo(ingrid, 'commitments', [mark])
  await moveTo(ingrid, 'readBack', [mark])
  await close(ingrid)
  const minutes = await until('his minutes are there', async () => (await viewOf(mark, '/api/me')).plans[0].minutes.at(-1)?.id)
  await mark.page.goto(`${server.url}/minutes/${minutes}`)
  await mark.see('minutes-text').waitFor()
  assert.equal(await mark.see('minutes-text').getByText('De gesprekken helpen.').count(), 0, 'treatment is in no minutes without a second yes')
  await assertAccessible(mark, 'minutes')
  const [download] = await Promise.all([mark.page.waitForEvent('download', { timeout: 150_000 }), mark.see('minutes-pdf').click()])
  assert.equal(download.suggestedFilename(), 'bericht.pdf')
  assert.equal(fs.readFileSync(await download.path()).subarray(0, 5).toString(), '%PDF-')
  await mark.screenshot('minutes-pdf-phone')
})

test('who erases a plan sees the proof, and the plan says so at the meeting too', async () => {
  const { familyName } = await viewOf(ingrid, `/api/plans/${plan}`)
  const { meetings } = (await viewOf(ingrid, '/api/me')).plans[0]
  await ingrid.page.goto(`${server.url}/plan/${plan}`)
  await ingrid.see('erase-open').click()
  await ingrid.see('erase-reason').fill('Klaar.')
  await ingrid.see('erase-name').fill(familyName)
  await ingrid.see('erase-sure').click()
  await ingrid.see('erase-done').waitFor()
  await ingrid.page.goto(`${server.url}/meeting/${meetings[0].id}`)
  await ingrid.see('meeting-refused').getByText('Dit plan is gewist.').waitFor()
})

test('no page made an error on the way', () => {
  for (const person of [ingrid, mark, joost]) assert.deepEqual(person.errors, [])
})
