// Consent, the guide for a blocked delivery and protection, on the screens of the director, a mother and a therapist.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertAccessible } from './lib/accessible.mjs'
import { desktop, launch, Person, phone } from './lib/browser.mjs'
import { mails } from './lib/mail.mjs'
import { Server } from './lib/server.mjs'
import { admitAll, arrive, close, meetAtTheCard, moveTo, reveal, score, tick } from './lib/table.mjs'
import { until } from './lib/until.mjs'

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

const planOf = async person => (await person.plans())[0].plan

test('a consent that is withdrawn shuts the screen of whom it let in', async () => {
  for (const person of [mark, marijke]) await person.enter()
  await arrive(mark)
  const plan = await planOf(mark)
  await marijke.page.goto(`${server.url}/plan/${plan}`)
  await marijke.see('plan').waitFor()
  await mark.page.goto(`${server.url}/plan/${plan}`)
  await mark.see('consents').waitFor()
  await assertAccessible(mark, 'consents')
  await mark.screenshot('consents-phone')

  await mark.page.locator('[data-testid=consent]:has-text("Marijke de Ruig")').getByTestId('consent-withdraw').click()

  await marijke.see('plan-refused').waitFor()
  assert.equal(await marijke.see('plan').count(), 0)
  await marijke.screenshot('no-basis-phone')
})

test('the director protects somebody and opens a part for a few', async () => {
  await meetAtTheCard(ingrid, [nadia])
  await ingrid.page.goto(`${server.url}/plan/${await planOf(ingrid)}`)
  await ingrid.see('safety').waitFor()
  await ingrid.see('protection-new').click()
  await ingrid.see('protection-dialog').waitFor()
  await assertAccessible(ingrid, 'protection')
  await ingrid.see('protection-protected').getByText('Nadia El Amarti').click()
  await ingrid.see('protection-from').getByText('Trees van Wolkeren').click()
  await ingrid.see('protection-words').fill('Kastanjelaan\nRozenhof')
  await ingrid.see('protection-reason').fill('Zij wil het niet.')
  await ingrid.see('protection-review').fill('2040-01-01')
  await ingrid.screenshot('protection-desktop')
  await ingrid.see('protection-save').click()
  await until('both relations are on the screen', async () => (await ingrid.see('protection').count()) === 2)

  const before = await nadiaSections()
  await ingrid.see('shield-new').click()
  await ingrid.see('shield-who').getByText('Nadia El Amarti').click()
  await ingrid.see('shield-reason').fill('Zij vertelt dit later zelf.')
  await ingrid.see('shield-review').fill('2040-01-01')
  await assertAccessible(ingrid, 'shield')
  await ingrid.see('shield-save').click()
  await until('the mother has another part', async () => (await nadiaSections()) === before + 1)

  async function nadiaSections () {
    const view = await (await nadia.page.request.get(`${server.url}/api/plans/${await planOf(nadia)}`)).json()
    return view.sections.length
  }
})

test('minutes without a ground wait, and the guide sends them on their way', async () => {
  const plan = await planOf(ingrid)
  const [{ meetings }] = await ingrid.plans()
  await ingrid.page.goto(`${server.url}/meeting/${meetings[0].id}`)
  await arrive(ingrid)
  await admitAll(ingrid, [nadia])
  await moveTo(ingrid, 'scoring', [nadia])
  await score(ingrid, 4, 'Afstand.')
  await score(nadia, 3, 'Nog niet.')
  await reveal(ingrid)
  await moveTo(ingrid, 'commitments', [nadia])
  await moveTo(ingrid, 'readBack', [nadia])
  await close(ingrid)
  await ingrid.page.goto(`${server.url}/plan/${plan}`)
  const clinic = ingrid.page.locator('[data-testid=delivery]:has-text("GGZ Rivierenhof")')
  await clinic.and(ingrid.page.locator('[data-state=blocked]')).waitFor()
  assert.ok(!mails(server).some(mail => mail.headers.to.includes('rivierenhof')), 'nothing went to the clinic')
  await assertAccessible(ingrid, 'tasks')
  await ingrid.screenshot('tasks-desktop')

  const guide = ingrid.page.locator('[data-testid=task][data-kind=askBasis]:has-text("GGZ Rivierenhof")').first().getByTestId('task-guide')
  await guide.click()
  await ingrid.see('guide-no').click()
  await ingrid.see('guide-no').click()
  await ingrid.see('guide-reason').fill('Per ongeluk.')
  await ingrid.see('guide-stop').click()
  await clinic.getByText('Per ongeluk.').waitFor()
  await assertAccessible(ingrid, 'not-shared')
  await ingrid.screenshot('not-shared-desktop')
  await clinic.getByTestId('share-after-all').click()
  await ingrid.see('share-after-all-sure').click()
  await clinic.getByTestId('delivery-blocked-by').filter({ hasText: 'Per ongeluk.' }).waitFor({ state: 'detached' })

  await guide.click()
  await ingrid.see('guide-no').click()
  await ingrid.see('guide-yes').click()
  await ingrid.see('basis-code').selectOption('public-task')
  await ingrid.see('basis-necessity').fill('De behandeling begint anders te laat.')
  await ingrid.see('basis-proportionality').fill('Alleen dit verslag.')
  await ingrid.see('basis-why-not').fill('Nadia weet het al.')
  await assertAccessible(ingrid, 'guide')
  await ingrid.screenshot('guide-desktop')
  await ingrid.see('basis-save').click()

  await clinic.and(ingrid.page.locator('[data-state=sent]')).waitFor()
  assert.ok(mails(server).some(mail => mail.headers.to.includes('rivierenhof')), 'the clinic has its mail')
})

test('a child under 12 says something on the director\'s screen, and only whom it names reads it', async () => {
  await young(ingrid).getByTestId('young-write').click()
  await ingrid.see('child-mode').waitFor()
  assert.equal(await ingrid.see('plan').count(), 0, 'nothing of the plan is on the child\'s screen')
  await assertAccessible(ingrid, 'child')
  await say('houseOfWorries', 'Ik lig vaak wakker.')
  await say('houseOfDreams', 'Ik wil een konijn.', 'Nadia El Amarti')
  await assertAccessible(ingrid, 'child-said')
  await ingrid.screenshot('child-mode-desktop')
  await ingrid.page.setViewportSize({ width: 360, height: 740 })
  await ingrid.screenshot('child-mode-phone')
  await ingrid.page.setViewportSize({ width: 1280, height: 900 })
  await ingrid.see('child-mode-stop').click()
  await ingrid.see('plan').waitFor()
  assert.equal(await ingrid.page.getByText('Ik lig vaak wakker.').count(), 0)

  await nadia.page.goto(`${server.url}/plan/${await planOf(nadia)}`)
  const words = nadia.see('child-words')
  await words.getByText('Ik wil een konijn.').waitFor()
  await words.getByText('Opgeschreven samen met Ingrid Postema').waitFor()
  assert.equal(await nadia.page.getByText('Ik lig vaak wakker.').count(), 0)
  const { childWords } = await (await ingrid.page.request.get(`${server.url}/api/plans/${await planOf(ingrid)}`)).json()
  assert.deepEqual(childWords, [], 'who held the pen has nothing of it afterwards')

  async function say (part, text, reader) {
    await tick(ingrid.see('child-mode-part').locator(`input[value=${part}]`))
    await ingrid.see('child-mode-text').fill(text)
    if (reader) await ingrid.see('child-mode-who').first().getByText(reader).click()
    await ingrid.see('child-mode-save').click()
    await ingrid.page.locator(`[data-testid=child-mode-said]:has-text("${text}")`).waitFor()
  }
})

test('the mother reads the minutes of her child together with it', async () => {
  const plan = await planOf(ingrid)
  const meeting = await ingrid.page.evaluate(async ([plan, names]) => {
    const headers = { 'X-RoundTable': '1', 'Content-Type': 'application/json' }
    const { people, you } = await (await fetch(`/api/plans/${plan}`, { headers })).json()
    const participants = [you, ...people.filter(({ name }) => names.includes(name)).map(({ id }) => id)]
    const body = JSON.stringify({ kind: 'evaluation', startsAt: new Date().toISOString(), participants })
    return (await (await fetch(`/api/plans/${plan}/meetings`, { method: 'POST', headers, body })).json()).meeting
  }, [plan, ['Nadia El Amarti', 'Sem van Wolkeren']])
  await ingrid.page.goto(`${server.url}/meeting/${meeting}`)
  await arrive(ingrid)
  await admitAll(ingrid, [])
  for (const phase of ['welcome', 'mapping', 'scoring']) await moveTo(ingrid, phase, [])
  await score(ingrid, 5, 'Het gaat.')
  await reveal(ingrid)
  for (const phase of ['commitments', 'readBack']) await moveTo(ingrid, phase, [])
  await close(ingrid)

  await young(nadia).getByTestId('young-read').waitFor()
  await assertAccessible(nadia, 'young')
  await nadia.screenshot('young-phone')
  await young(nadia).getByTestId('young-read').click()
  await nadia.see('minutes-text').getByText('Hallo Sem van Wolkeren').waitFor()
  await nadia.screenshot('young-minutes-phone')
})

const young = person => person.page.locator('[data-testid=young]:has-text("Sem van Wolkeren")')

test('no page made an error on the way', () => {
  for (const person of [ingrid, nadia, mark, marijke]) assert.deepEqual(person.errors, [])
})
