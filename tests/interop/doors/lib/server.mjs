// The real server as a process of its own, with the families of the casebook and people who come in by their own links.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { builtServer } from '../../../load/lib/built.mjs'
import { until } from './until.mjs'

const freePort = () => new Promise((resolve, reject) => {
  const probe = net.createServer()
  probe.on('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const { port } = probe.address()
    probe.close(() => resolve(port))
  })
})

export class Server {
  /** Starts on an empty folder. @param settings settings of the section RoundTable, such as { 'Doors:Token': '00:00:05' } */
  static async start (settings = {}) {
    const server = new Server()
    server.data = mkdtempSync(path.join(os.tmpdir(), 'roundtable-doors-'))
    server.port = await freePort()
    server.http = `http://127.0.0.1:${server.port}`
    server.ws = `ws://127.0.0.1:${server.port}`
    server.settings = Object.entries(settings).map(([key, value]) => `--RoundTable:${key}=${value}`)
    server.output = ''
    await server.run()
    return server
  }

  async run () {
    const child = spawn('dotnet', [builtServer(), '--demo', '--data', this.data, '--urls', this.http, '--Logging:LogLevel:Default=Debug', '--RoundTable:Rehearsal=false', ...this.settings],
      { cwd: os.tmpdir(), stdio: ['ignore', 'pipe', 'pipe'] })
    this.child = child
    child.stdout.on('data', data => { this.output += data })
    child.stderr.on('data', data => { this.output += data })
    let dead = false
    this.exited = new Promise(resolve => child.once('exit', resolve))
    this.exited.then(() => { dead = true })
    await until('the server is ready', async () => {
      if (dead) throw new Error(`The server stopped:\n${this.output}`)
      try { return (await fetch(`${this.http}/health/ready`)).ok } catch { return false }
    })
  }

  /** Stops it as a power cut would. */
  async kill () {
    this.child.kill('SIGKILL')
    await this.exited
  }

  async stop () {
    this.child.kill('SIGKILL')
    await this.exited
    rmSync(this.data, { recursive: true, force: true })
  }

  /** Somebody of the demo comes in by their own link. */
  async enter (name) {
    const links = JSON.parse(readFileSync(path.join(this.data, 'demo-links.json'), 'utf8'))
    const { link, code } = links.find(person => person.name.startsWith(name))
    const person = new Person(this)
    await person.post('/api/way-in/enter', { token: link.split('#')[1], code })
    const [desk] = (await person.get('/api/me')).plans
    person.id = desk.person
    person.plan = await person.get(`/api/plans/${desk.plan}`)
    return person
  }
}

/** Somebody who is signed in. */
export class Person {
  constructor (server) {
    this.server = server
  }

  get (url) {
    return this.send('GET', url)
  }

  post (url, body = {}) {
    return this.send('POST', url, body)
  }

  async send (method, url, body) {
    const response = await fetch(this.server.http + url, {
      method,
      headers: { 'X-RoundTable': '1', 'Content-Type': 'application/json', ...(this.cookie && { Cookie: this.cookie }) },
      body: body && JSON.stringify(body)
    })
    const [cookie] = response.headers.getSetCookie()
    if (cookie) this.cookie = cookie.split(';')[0]
    const text = await response.text()
    if (!response.ok) throw Object.assign(new Error(`${response.status} ${text}`), { status: response.status, code: text && JSON.parse(text).code })
    return text && JSON.parse(text)
  }

  /** The section in which this person and the other type. */
  liveSectionWith (other) {
    const shared = this.plan.sections.find(section => section.canWrite && other.plan.sections.some(s => s.id === section.id && s.canWrite))
    if (!shared) throw new Error('They share no live section.')
    return shared.id
  }

  async token (section, readOnly = false) {
    return (await this.post(`/api/sections/${section}/door-tokens`, { readOnly })).token
  }

  signOut () {
    return this.post('/api/sign-out')
  }
}
