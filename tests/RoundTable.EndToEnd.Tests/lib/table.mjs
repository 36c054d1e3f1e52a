// What people do at the table, in the words of the meeting.
import { until } from './until.mjs'

/** Sits at the meeting: through the lobby if needed. */
export async function arrive (person) {
  await person.page.locator('[data-testid=lobby], [data-testid=room]').first().waitFor()
}

/** The chair and others come in with their own links and stand before the card. */
export async function meetAtTheCard (chair, others) {
  for (const person of [chair, ...others]) {
    await person.enter()
    await arrive(person)
  }
  await admitAll(chair, others)
  await moveTo(chair, 'welcome')
  await moveTo(chair, 'mapping', others)
}

/** The chair lets in everybody who waits, until `count` people wait no more. */
export async function admitAll (chair, people) {
  for (const person of people) {
    const line = chair.page.locator(`[data-testid=attendee]:has-text(${JSON.stringify(person.name)})`)
    await line.and(chair.page.locator(':not([data-state=away])')).waitFor()
    await until(`${person.name} is let in`, async () => {
      if (await line.getAttribute('data-state') !== 'waiting') return true
      await line.getByTestId('admit').click({ timeout: 2000 }).catch(() => {})
      return false
    })
  }
}

/** The chair moves on until the room is in this phase; everybody named follows. */
export async function moveTo (chair, phase, others = []) {
  await until(`the chair reaches ${phase}`, async () => {
    const at = await chair.see('room').getAttribute('data-phase')
    if (at === phase) return true
    // Only in this step, and not while the answer to an earlier tap is awaited: that would be a tap in the step after it.
    await chair.page.locator(`[data-testid=room][data-phase=${at}] [data-testid=next-phase]:not([aria-disabled])`).click({ timeout: 2000 }).catch(() => {})
    return false
  })
  for (const person of others) await follow(person, phase)
}

/** Goes along with the chair: by themselves, or with one tap for somebody who was typing. */
async function follow (person, phase) {
  await person.page.locator(`[data-testid=room][data-phase=${phase}]`).waitFor()
  await until(`${person.name} looks at ${phase}`, async () => {
    if (await person.see('room').getAttribute('data-shown') === phase) return true
    await person.see('follow').click({ timeout: 2000 }).catch(() => {})
    return false
  })
}


/** Makes an item in a column and gives its id; its field has the focus. */
export async function addItem (person, column) {
  const focused = () => person.page.evaluate(() => document.activeElement?.closest('[data-item]')?.dataset.item)
  const before = await focused()
  await person.see(`add-${column}`).click()
  // By key: on some screens it stands where the first one was tapped, and a double tap does one thing.
  await person.see('new-item-add').press('Enter')
  return await until('the new item is on the card', async () => {
    const item = await focused()
    return item !== before && item
  })
}

export function field (person, item) {
  return person.page.locator(`[data-item="${item}"] [data-testid=item-field]`)
}

/** Types as a person does, at the end or the beginning of what stands there. */
export async function type (person, item, text, { at = 'end', delay = 15 } = {}) {
  const box = field(person, item)
  await box.focus()
  await box.press(at === 'end' ? 'Control+End' : 'Control+Home')
  await box.pressSequentially(text, { delay })
}

/** Awaits that everybody's field holds the same text and gives it. */
export async function agreeOn (people, item, holds = () => true) {
  return await until(`${people.length} screens show the same text`, async () => {
    const texts = await Promise.all(people.map(person => field(person, item).inputValue()))
    return texts.every(text => text === texts[0]) && holds(texts[0]) ? texts[0] : false
  })
}

/** Ticks what is drawn over by its label, once it is on the screen. */
export async function tick (input, on = true) {
  await input.waitFor()
  await input.setChecked(on, { force: true })
}

export async function score (person, value, why, { visibility } = {}) {
  await tick(person.see(`score-${value}`))
  await person.see('score-why').fill(why)
  if (visibility) await tick(person.page.locator(`[data-testid=score-visibility] input[value=${visibility}]`))
  await person.see('score-send').click()
  await person.see('score-received').waitFor()
}


/** The chair shows the numbers, with a reason if somebody has not given one. */
export async function reveal (chair, onForce = async () => {}) {
  await until('the numbers are shown', async () => {
    if (await chair.see('score-table').isVisible()) return true
    if (!(await chair.see('force-reason').isVisible())) {
      await chair.see('reveal').click({ timeout: 2000 }).catch(() => {})
      return false
    }
    await onForce()
    await chair.see('force-reason').fill('Niet iedereen is er.')
    await chair.see('force-reveal-sure').click()
    return false
  })
}

/** The chair notes why people are absent, each in their own room, says when the next meeting is, and closes. */
export async function close (chair, onDialog = async () => {}, note = 'Kon niet komen.') {
  await openClose(chair)
  await onDialog()
  const rooms = chair.page.locator('[role=tab][data-testid^=tab-][aria-selected=false]')
  const notes = chair.page.locator('input[data-testid^=absence-]')
  await until('the meeting is closed', async () => {
    if (await chair.see('closed').count()) return true
    if (await notes.count() === 0) {
      if (await chair.see('close-elsewhere').count()) {
        await chair.see('close-dialog').getByTestId('dialog-close').click()
        await rooms.first().click()
        await openClose(chair)
        return false
      }
      await chair.see('close-sure').click({ timeout: 2000 }).catch(() => {})
      return false
    }
    const mark = await notes.first().getAttribute('data-testid')
    await chair.see(mark).fill(note)
    await chair.see(mark.replace('absence-', 'absence-save-')).click()
    await chair.see(mark).waitFor({ state: 'detached' })
    return false
  }, 60_000)
}

async function openClose (chair) {
  await chair.see('close-meeting').click()
  await chair.see('close-dialog').waitFor()
  await chair.see('next-day').fill('2027-01-15')
  await chair.page.locator('[data-testid=close-sure]:enabled, [data-testid=absence], [data-testid=close-elsewhere]').first().waitFor()
}
