// Text fields: emoji, a keyboard that composes words, and somebody else's edits in the same field.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, Person, phone } from './lib/browser.mjs'
import { Server } from './lib/server.mjs'
import { addItem, agreeOn, field, meetAtTheCard, type } from './lib/table.mjs'
import { until } from './lib/until.mjs'

let server, browser, ingrid, nadia

before(async () => {
  server = await Server.start()
  browser = await launch()
  ingrid = await Person.sit(browser, server, 'Ingrid Postema')
  nadia = await Person.sit(browser, server, 'Nadia El Amarti', phone)
  await meetAtTheCard(ingrid, [nadia])
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

test('emoji stay whole when two people edit around them', async () => {
  const item = await addItem(ingrid, 'harm')
  await field(nadia, item).waitFor()
  await type(nadia, item, '👨‍👩‍👧😀😃')
  await agreeOn([ingrid, nadia], item, text => text === '👨‍👩‍👧😀😃')
  await field(ingrid, item).focus()
  await ingrid.page.keyboard.press('Control+End')
  await ingrid.page.keyboard.press('Backspace')
  await ingrid.page.keyboard.insertText('😄')
  await type(nadia, item, 'voor ', { at: 'home' })
  assert.ok(await agreeOn([ingrid, nadia], item, text => text === 'voor 👨‍👩‍👧😀😄'))
})

test('a word that is being composed and a remote edit in the same field keep each other\'s letters', async () => {
  const item = await addItem(ingrid, 'harm')
  await field(nadia, item).waitFor()
  await type(nadia, item, 'Het was ')
  await agreeOn([ingrid, nadia], item)
  const keyboard = await nadia.context.newCDPSession(nadia.page)
  await field(nadia, item).focus()
  await nadia.page.keyboard.press('Control+End')
  const compose = text => keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await compose('do')
  await compose('donk')
  await type(ingrid, item, 'Toen: ', { at: 'home' })
  await compose('donker')
  await keyboard.send('Input.insertText', { text: 'donker' })
  assert.ok(await agreeOn([ingrid, nadia], item, text => text === 'Toen: Het was donker'))
  await nadia.page.keyboard.type(' buiten')
  assert.ok(await agreeOn([ingrid, nadia], item, text => text === 'Toen: Het was donker buiten'))
  await nadia.saved()
})

test('after a dialog the keyboard is where the words go: in the new item, or back at the button', async () => {
  const focused = () => nadia.page.evaluate(() => document.activeElement?.dataset.testid)
  await nadia.see('add-harm').click()
  await nadia.see('dialog-close').click()
  await until('the button has the focus again', async () => await focused() === 'add-harm')
  await nadia.see('add-harm').click()
  await nadia.see('new-item-add').click()
  await until('the new field has the focus', async () => await focused() === 'item-field')
  // Frames later, when all of the dialog is cleared away, it is still there.
  await nadia.page.evaluate(() => new Promise(resolve => setTimeout(() => requestAnimationFrame(resolve), 200)))
  assert.equal(await focused(), 'item-field')
})

test('a tap lands where the finger went down, also when somebody else\'s item comes just then', async () => {
  const button = nadia.see('add-harm')
  await button.scrollIntoViewIfNeeded()
  const box = await button.boundingBox()
  await nadia.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await nadia.page.mouse.down()
  const item = await addItem(ingrid, 'harm')
  await until('the other\'s item reached her', async () => (await nadia.everything()).includes(item))
  // What came is drawn by now, if it is drawn at all.
  await nadia.page.evaluate(() => new Promise(resolve => setTimeout(() => requestAnimationFrame(resolve), 200)))
  await nadia.page.mouse.up()
  await nadia.see('dialog-close').click()
  await field(nadia, item).waitFor()
})

test('what does not fit in a field is not left out in silence', async () => {
  const item = await addItem(ingrid, 'harm')
  await ingrid.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await ingrid.page.evaluate(text => navigator.clipboard.writeText(text), 'woord '.repeat(1000))
  await field(ingrid, item).focus()
  await ingrid.page.keyboard.press('Control+V')
  await ingrid.see('too-long').waitFor()
  assert.match(await ingrid.see('too-long').innerText(), /Het einde staat er niet bij/)
  assert.equal((await field(ingrid, item).inputValue()).length, 3800)
  await ingrid.page.keyboard.press('Backspace')
  await ingrid.see('too-long').waitFor({ state: 'detached' })
})
