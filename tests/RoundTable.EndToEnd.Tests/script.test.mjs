// Script in every text field that people have, shown on every screen that shows it, in minutes and in mail: it stays text.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { desktop, launch, Person, phone } from './lib/browser.mjs'
import { linkIn, mails } from './lib/mail.mjs'
import { Server } from './lib/server.mjs'
import { addItem, admitAll, arrive, close, field, moveTo, reveal, score, type } from './lib/table.mjs'
import { until } from './lib/until.mjs'

const markers = new Set()
const evil = where => {
  markers.add(where)
  return `${where}<img src=x onerror="window.pwned='${where}'"><script>window.pwned='${where}'</script>[l](javascript:window.pwned=1) "'><svg/onload=window.pwned=2>`
}
let server, browser, chair, guest, plan, people

before(async () => {
  server = await Server.start()
  browser = await launch()
  chair = await Person.sit(browser, server, 'Ingrid Postema', desktop)
  guest = await Person.sit(browser, server, 'guest', phone)
  for (const person of [chair, guest]) {
    person.page.on('dialog', dialog => { person.errors.push(`dialog ${dialog.message()}`); return dialog.dismiss() })
    person.page.on('console', message => { if (/Content Security Policy/i.test(message.text())) person.errors.push(message.text()) })
  }
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

async function assertHarmless (person, screen, ...shown) {
  const found = await person.page.evaluate(() => ({
    pwned: globalThis.pwned,
    elements: document.querySelectorAll('img[src=x], svg[onload], [onerror], a[href^="javascript"], main script').length,
    text: document.body.innerText + [...document.querySelectorAll('textarea, input')].map(field => field.value).join('\n')
  }))
  assert.equal(found.pwned, undefined, screen)
  assert.equal(found.elements, 0, screen)
  for (const marker of shown) assert.ok(found.text.includes(marker), `${screen} shows ${marker}:\n${found.text.slice(0, 2000)}`)
  assert.deepEqual(person.errors, [], screen)
}

const post = (person, path, body) => person.page.evaluate(async ([path, body]) => {
  const response = await fetch(path, { method: 'POST', headers: { 'X-RoundTable': '1', 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
  return { status: response.status, body: await response.json() }
}, [path, body])

test('names, reasons and relations', async () => {
  await chair.enter()
  await arrive(chair)
  const opened = await post(chair, '/api/plans', {
    familyName: evil('family-name'), municipality: evil('municipality'), reason: evil('reason'), directorName: 'Ingrid Postema', directorOrganisation: evil('organisation')
  })
  assert.equal(opened.status, 201, JSON.stringify(opened.body))
  plan = opened.body.plan
  const add = async body => {
    const added = await post(chair, `/api/plans/${plan}/people`, { inCircle: true, ...body })
    assert.equal(added.status, 201, JSON.stringify(added.body))
    return added.body.person
  }
  people = [
    await add({ name: evil('mother'), role: 'parentWithAuthority', relation: evil('relation'), email: 'gast@post.example', phone: '06<script>' }),
    await add({ name: evil('worker'), role: 'professional', organisation: evil('team'), email: 'werk@post.example' })
  ]
  const asked = await post(chair, `/api/plans/${plan}/consents`, {
    kind: 'liftSecrecy', about: [people[0]], to: [people[1]], categories: ['safety'], purpose: evil('purpose'), restrictions: evil('restrictions')
  })
  assert.equal(asked.status, 201, JSON.stringify(asked.body))
  const planned = await post(chair, `/api/plans/${plan}/meetings`, { kind: 'start', startsAt: '2027-01-15T10:00:00Z', participants: people, informed: [] })
  assert.equal(planned.status, 201, JSON.stringify(planned.body))
  const invitation = (await post(chair, `/api/plans/${plan}/people/${people[0]}/invitation`)).body
  await guest.open(invitation.link, invitation.code)
  await arrive(guest)
  await chair.page.goto(`${server.url}/`)
  await chair.see('desk-plan').nth(1).waitFor()
  await assertHarmless(chair, 'desk', 'family-name')
  await chair.page.goto(`${server.url}/plan/${plan}`)
  await chair.see('plan').waitFor()
  await chair.see('consent').waitFor()
  await assertHarmless(chair, 'plan', 'mother', 'worker', 'team', 'relation', 'purpose', 'restrictions')
  await chair.page.goto(`${server.url}/meeting/${planned.body.meeting}`)
  await arrive(chair)
  await assertHarmless(guest, 'lobby')
})

test('everything that is typed at the table', async () => {
  guest.name = 'mother'
  await admitAll(chair, [guest])
  await moveTo(chair, 'welcome', [guest])
  await assertHarmless(guest, 'welcome', 'mother')
  await moveTo(chair, 'mapping', [guest])
  const item = await addItem(guest, 'harm')
  await type(guest, item, evil('item'), { delay: 0 })
  await field(chair, item).waitFor()
  await guest.saved()
  await moveTo(chair, 'scoring', [guest])
  await score(chair, 4, evil('why-chair'))
  await score(guest, 3, evil('why-guest'))
  await assertHarmless(guest, 'scored', 'why-guest')
  await reveal(chair)
  await guest.see('score-table').waitFor()
  await assertHarmless(guest, 'differences', 'why-chair', 'why-guest')
  await moveTo(chair, 'commitments', [guest])
  await guest.see('propose').click()
  await guest.see('propose-text').fill(evil('commitment'))
  await guest.see('recurrence').fill('elke dag <script>window.pwned=3</script> <img src=x onerror=window.pwned=4>')
  await guest.see('propose-send').click()
  await guest.see('answer-disagree').click()
  await guest.see('answer-remark').fill(evil('remark'))
  await guest.see('answer-send').click()
  await chair.see('remark').waitFor()
  await assertHarmless(guest, 'commitments', 'commitment', 'remark')
  await assertHarmless(chair, 'commitments of others', 'commitment', 'remark', 'elke dag <script>')
  await moveTo(chair, 'readBack', [guest])
  await assertHarmless(guest, 'read back')
  await assertHarmless(chair, 'read back')
  await close(chair, undefined, evil('absence'))
  await guest.see('closed').waitFor()
})

test('minutes, reactions and mail', async () => {
  await until('the minutes are there', async () => await minutesOf(guest) && mails(server).filter(({ headers }) => headers.to.includes('gast@post.example')).length > 1)
  const link = linkIn(mails(server).findLast(({ headers }) => headers.to.includes('gast@post.example')))
  const minutes = await Person.sit(browser, server, 'gast', phone)
  await minutes.page.goto(link)
  await minutes.see('yes-its-me').waitFor()
  await assertHarmless(minutes, 'who is it', 'mother')
  await chair.page.goto(`${server.url}/plan/${plan}`)
  await chair.see('plan').waitFor()
  await assertHarmless(chair, 'plan after the meeting', 'commitment', 'remark')
  await guest.page.goto(`${server.url}/plan/${plan}`)
  await guest.see('consent').waitFor()
  await assertHarmless(guest, 'consent, asked of the mother', 'purpose', 'restrictions')
  await guest.see('consent-give').click()
  await guest.see('consent-given').waitFor()
  await assertHarmless(guest, 'consent, given', 'purpose', 'restrictions')
  await guest.page.goto(`${server.url}/minutes/${await minutesOf(guest)}`)
  await guest.see('minutes-text').waitFor()
  await assertHarmless(guest, 'minutes', 'item', 'why-guest', 'commitment', 'remark', 'absence')
  await guest.see('reaction-text').fill(evil('reaction'))
  await guest.see('reaction-send').click()
  await guest.see('reaction').waitFor()
  await assertHarmless(guest, 'reaction', 'reaction')
  await chair.page.goto(`${server.url}/minutes/${await minutesOf(chair)}`)
  await chair.see('reaction').waitFor()
  await assertHarmless(chair, 'reaction, read by the director', 'reaction')
  for (const mail of mails(server)) {
    assert.ok(!/[<>]|script|onerror/i.test(mail.text), mail.text)
    for (const marker of markers) assert.ok(!mail.raw.includes(marker), `${marker} in ${mail.raw}`)
  }
})

async function minutesOf (person) {
  const { plans } = await person.page.evaluate(async () => await (await fetch('/api/me')).json())
  return plans.find(mine => mine.plan === plan).minutes.at(-1)?.id
}
