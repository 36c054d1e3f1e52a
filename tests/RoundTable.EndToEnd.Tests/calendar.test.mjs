// A meeting in somebody's own calendar: taken from the plan on a telephone, or come with the invitation; read by another's parser.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import { after, before, test } from 'node:test'
import ICAL from 'ical.js'
import { assertAccessible } from './lib/accessible.mjs'
import { desktop, launch, Person, phone } from './lib/browser.mjs'
import { mails, mailTo } from './lib/mail.mjs'
import { Server } from './lib/server.mjs'
import { arrive } from './lib/table.mjs'
import { until } from './lib/until.mjs'

let server, browser, ingrid, nadia, mark

before(async () => {
  server = await Server.start()
  browser = await launch()
  ingrid = await Person.sit(browser, server, 'Ingrid Postema', desktop)
  nadia = await Person.sit(browser, server, 'Nadia El Amarti', phone)
  mark = await Person.sit(browser, server, 'Mark van Wolkeren', phone)
  for (const person of [ingrid, nadia, mark]) {
    await person.enter()
    await arrive(person)
    person.plan = (await person.plans())[0]
    await person.page.goto(`${server.url}/plan/${person.plan.plan}`)
    await person.see('to-calendar').waitFor()
  }
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

/** The one event of a calendar, as ical.js reads it; it throws on what is no calendar. */
function read (text) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  const events = calendar.getAllSubcomponents('vevent')
  assert.equal(events.length, 1)
  const event = new ICAL.Event(events[0])
  return { calendar, event, names: events[0].getAllProperties().map(({ name }) => name).sort() }
}

async function take (person) {
  const [download] = await Promise.all([person.page.waitForEvent('download'), person.see('to-calendar').click()])
  assert.equal(download.suggestedFilename(), 'afspraak.ics')
  return fs.readFileSync(await download.path(), 'utf8')
}

test('each takes their own, with their own time and nobody else in it', async () => {
  await assertAccessible(nadia, 'plan with the link to the calendar')
  await nadia.screenshot('calendar-phone')
  const uids = []
  for (const [person, address] of [[nadia, 'nadia.el.amarti@post.example'], [mark, 'mark.van.wolkeren@post.example']]) {
    const { calendar, event, names } = read(await take(person))
    assert.equal(calendar.getFirstPropertyValue('method'), 'REQUEST')
    assert.equal(event.summary, 'Afspraak')
    assert.deepEqual(event.attendees.map(attendee => attendee.getFirstValue()), [`mailto:${address}`])
    assert.equal(event.startDate.toJSDate().getTime(), Date.parse(person.plan.meetings[0].startsAt))
    assert.equal(event.duration.toSeconds(), 90 * 60)
    assert.deepEqual(names, ['attendee', 'class', 'dtend', 'dtstamp', 'dtstart', 'organizer', 'sequence', 'status', 'summary', 'transp', 'uid'])
    uids.push(event.uid)
  }
  assert.notEqual(uids[0], uids[1])
})

test('the invitation brings it along for him, and not for her who is kept safe', async () => {
  await ingrid.see('plan-people').waitFor()
  for (const person of [mark, nadia]) {
    await ingrid.page.locator(`[data-testid=plan-people] li:has-text("${person.name}")`).getByTestId('invite').click()
    await ingrid.see('invite-make').click()
    await mailTo(server, person.name.split(' ')[0])
    await ingrid.see('dialog-close').click()
  }
  const his = await mailTo(server, 'mark')
  const { event } = read(his.text.slice(his.text.indexOf('BEGIN:VCALENDAR')))
  assert.equal(event.startDate.toJSDate().getTime(), Date.parse(mark.plan.meetings[0].startsAt))
  assert.ok(!(await mailTo(server, 'nadia')).raw.includes('text/calendar'))
})

test('what is called off goes out of his calendar, and an open page says so', async () => {
  const trees = await Person.sit(browser, server, 'Trees van Wolkeren', phone)
  await trees.enter()
  await arrive(trees)
  const [plan] = await trees.plans()
  await trees.page.goto(`${server.url}/plan/${plan.plan}`)
  const taken = read(await take(trees)).event
  const his = await mailTo(server, 'mark')
  const invited = read(his.text.slice(his.text.indexOf('BEGIN:VCALENDAR'))).event

  await ingrid.see('call-off-open').click()
  await assertAccessible(ingrid, 'calling a meeting off')
  await ingrid.see('call-off-sure').click()
  for (const person of [ingrid, trees]) await person.page.locator('[data-testid=plan-meeting]:has-text("gaat niet door")').waitFor()
  const mail = await until('the cancellation is in his mail', () =>
    mails(server).find(({ headers, text }) => headers.to.includes('mark.van.wolkeren') && text.includes('METHOD:CANCEL')))
  const cancelled = read(mail.text.slice(mail.text.indexOf('BEGIN:VCALENDAR'))).event
  assert.equal(cancelled.uid, invited.uid)
  assert.ok(cancelled.sequence > invited.sequence)

  // A second invitation goes out before what is called off: after it, an end for her would have been there.
  const toHer = () => mails(server).filter(({ headers }) => headers.to.includes('nadia.el.amarti'))
  const before = toHer().length
  await ingrid.page.locator('[data-testid=plan-people] li:has-text("Nadia El Amarti")').getByTestId('invite').click()
  await ingrid.see('invite-make').click()
  await until('her second invitation', () => toHer().length > before)
  await ingrid.see('dialog-close').click()
  assert.ok(toHer().every(({ raw }) => !raw.includes('text/calendar')))

  const hers = read(await take(trees))
  assert.equal(hers.calendar.getFirstPropertyValue('method'), 'CANCEL')
  assert.equal(hers.event.uid, taken.uid)
  await trees.page.goto(`${server.url}/meeting/${plan.meetings[0].id}`)
  await trees.page.getByRole('heading', { name: 'Dit gesprek gaat niet door.' }).waitFor()
  assert.deepEqual(trees.errors, [])
})

test('no page made an error on the way', () => {
  for (const person of [ingrid, nadia, mark]) assert.deepEqual(person.errors, [])
})
