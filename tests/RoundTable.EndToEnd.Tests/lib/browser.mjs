// Real people at real browsers; everything that reaches a browser is kept.
import fs from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
export const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
export const desktop = { viewport: { width: 1280, height: 900 } }

export function launch () {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: quiet })
}

/** A browser context of one person. `received` holds every frame and every response body that came in, as text. */
export class Person {
  static async sit (browser, server, name, device = desktop) {
    const person = new Person()
    person.name = name
    person.server = server
    person.received = []
    person.errors = []
    person.url = server.url
    person.bodies = []
    person.context = await browser.newContext({ ...device, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', reducedMotion: 'reduce' })
    person.page = await person.context.newPage()
    person.page.setDefaultTimeout(60_000)
    person.page.on('pageerror', error => person.errors.push(String(error)))
    person.page.on('websocket', socket => socket.on('framereceived', frame => person.received.push(frame.payload.toString('utf8'))))
    person.page.on('response', response => person.bodies.push(response.text().then(text => person.received.push(`${response.url()}\n${text}`), () => {})))
    return person
  }

  /** Opens the personal link, says "that is me" and gives the code. */
  async enter () {
    const { link, code } = this.server.person(this.name)
    await this.open(link, code)
  }

  async open (link, code) {
    const at = new URL(link)
    await this.page.goto(this.url + at.pathname + at.hash)
    await this.see('yes-its-me').click()
    if (code) {
      await this.see('code').fill(code)
      await this.see('enter').click()
    }
  }

  /** The plans of the person, as their desk has them. */
  async plans () {
    return (await (await this.page.request.get(`${this.server.url}/api/me`)).json()).plans
  }

  see (mark) {
    return this.page.getByTestId(mark)
  }

  /** Awaits that every word typed here is on the server's disk. */
  async saved () {
    await this.page.locator('[data-testid=saved][data-state=saved]').waitFor()
  }

  /** From now on, as long as the page stays, everything that it shows of how it stands is kept, however short. */
  async watch () {
    await this.page.evaluate(() => {
      const seen = { states: new Set(), alerts: new Set(), places: new Set() }
      window.seenOnScreen = seen
      const look = () => {
        for (const pill of document.querySelectorAll('[data-testid=connection], [data-testid=dialog-connection]')) seen.states.add(pill.dataset.state)
        for (const alert of document.querySelectorAll('[role=alert]')) if (alert.textContent) seen.alerts.add(alert.textContent)
        seen.places.add(location.pathname)
      }
      look()
      new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['data-state', 'role'] })
    })
  }

  /** What was shown since: states of the connection, alerts, and pages. */
  async shown () {
    return this.page.evaluate(() => Object.fromEntries(Object.entries(window.seenOnScreen).map(([what, seen]) => [what, [...seen]])))
  }

  /** Everything received so far, with base64 in JSON frames decoded too. */
  async everything () {
    await Promise.all(this.bodies)
    return this.received.join('\n') + '\n' + this.received.map(decodeBase64).join('\n')
  }

  async screenshot (name) {
    const folder = process.env.E2E_SCREENSHOTS
    if (!folder) return
    fs.mkdirSync(folder, { recursive: true })
    await this.page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true })
  }

  /** Before the first page: what the server sends over the hub and `hold` names can be held back, and let go again; `say` says something in its name. */
  async holdable () {
    const waiting = []
    let here
    let held = () => false
    await this.page.routeWebSocket(/\/hubs\//, socket => {
      const server = socket.connectToServer()
      server.onMessage(message => { if (held(message)) waiting.push(message); else socket.send(message) })
      here = socket
    })
    return {
      hold: which => { held = which },
      say: (target, ...args) => here.send(`${JSON.stringify({ type: 1, target, arguments: args })}\x1e`),
      release: () => {
        held = () => false
        for (const message of waiting.splice(0)) here.send(message)
      }
    }
  }

  async leave () {
    await this.context.close()
  }
}

function decodeBase64 (text) {
  return [...text.matchAll(/"([A-Za-z0-9+/]{8,}={0,2})"/g)].map(match => Buffer.from(match[1], 'base64').toString('utf8')).join('\n')
}
