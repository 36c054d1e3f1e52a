// The real server as its own process, with a data folder of its own and the families of the casebook.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { builtServer } from '../../load/lib/built.mjs'
import { until } from './until.mjs'

// A browser that prints keeps no sandbox of its own as root.
const asRoot = process.getuid?.() === 0 ? ['--RoundTable:Pdf:Sandbox=false'] : []
// One that was never started on this machine takes long, the first time.
const patient = ['--RoundTable:Pdf:Deadline=00:02:00']
// Nobody minds here who waits a tenth of a second longer.
const unrehearsed = ['--RoundTable:Rehearsal=false']

export function freePort () {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

export class Server {
  /** `args` are further settings, for instance `--RoundTable:SignIn:Session=01:00:00`. One beside another over the same database finds the families there. */
  static async start (args = [], { demo = true } = {}) {
    const server = new Server()
    server.args = demo ? ['--demo', ...args] : args
    server.data = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-e2e-'))
    server.port = await freePort()
    server.url = `http://127.0.0.1:${server.port}`
    server.output = ''
    await server.run()
    return server
  }

  async run () {
    const child = spawn('dotnet', [builtServer(), '--data', this.data, '--urls', this.url, '--RoundTable:StopDelay=00:00:00', ...asRoot, ...patient, ...unrehearsed, ...this.args], { cwd: os.tmpdir(), stdio: ['ignore', 'pipe', 'pipe'] })
    this.child = child
    child.stdout.on('data', data => { this.output += data })
    child.stderr.on('data', data => { this.output += data })
    this.exited = new Promise(resolve => child.once('exit', resolve))
    let dead = false
    this.exited.then(() => { dead = true })
    await until('the server is ready', async () => {
      if (dead) throw new Error(`The server stopped:\n${this.output}`)
      try { return (await fetch(`${this.url}/health/ready`)).ok } catch { return false }
    }, 60_000)
  }

  /** Stops it as a power cut would. */
  async kill () {
    this.child.kill('SIGKILL')
    await this.exited
  }

  async stop () {
    this.child.kill('SIGTERM')
    const late = setTimeout(() => this.child.kill('SIGKILL'), 20_000)
    await this.exited
    clearTimeout(late)
    fs.rmSync(this.data, { recursive: true, force: true })
  }

  /** {name, role, case, link, code} of everybody in the demo. */
  people () {
    return JSON.parse(fs.readFileSync(path.join(this.data, 'demo-links.json'), 'utf8'))
  }

  person (name) {
    const found = this.people().find(person => person.name.startsWith(name))
    if (!found) throw new Error(`Nobody called ${name} in demo-links.json`)
    return found
  }
}
