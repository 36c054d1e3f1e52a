// Starts, kills, restarts and weighs one server process (Linux /proc).
import { spawn, execFileSync } from 'node:child_process'
import { readFileSync, mkdtempSync, rmSync, openSync, closeSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import net from 'node:net'

const TICK = 1000 / +execFileSync('getconf', ['CLK_TCK'])
export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))
const live = new Set()
process.on('exit', () => { for (const p of live) { try { process.kill(p, 'SIGKILL') } catch {} } })

export const freePort = () => new Promise((resolve, reject) => {
  const s = net.createServer()
  s.on('error', reject)
  s.listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => resolve(port)) })
})

async function waitForPort (port, alive, ms = 30000) {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) {
    if (!alive()) throw new Error('server died at start')
    const open = await new Promise(resolve => {
      const s = net.connect(port, '127.0.0.1', () => { s.destroy(); resolve(true) })
      s.on('error', () => resolve(false))
    })
    if (open) return
  }
  throw new Error('server did not open its port')
}

/** A server that says when people may be sent to it has started when it says so. */
async function waitForReady (port, path, alive, ms = 30000) {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) {
    if (!alive()) throw new Error('server died at start')
    if (await fetch(`http://127.0.0.1:${port}${path}`).then(answer => answer.ok, () => false)) return
  }
  throw new Error('server was not ready')
}

/** Milliseconds all cores were busy so far (steal included), whoever it was. */
export function machineBusyMs () {
  const f = readFileSync('/proc/stat', 'latin1').split('\n')[0].trim().split(/\s+/).slice(1).map(Number)
  return (f[0] + f[1] + f[2] + f[5] + f[6] + f[7]) * TICK
}

/** Core-milliseconds the hypervisor kept from this machine so far. */
export const stealMs = () => +readFileSync('/proc/stat', 'latin1').split('\n')[0].trim().split(/\s+/)[8] * TICK

export class Server {
  /** cpu: cores for the server (taskset list), '' for all. */
  constructor (target, { cpu = process.env.SERVER_CPU ?? '0', log = '/dev/null' } = {}) {
    this.target = target; this.cpu = cpu; this.log = log
    this.url = target.url(0)
    this.managed = !!target.start
    this.pid = target.pid
    this.data = mkdtempSync(join(tmpdir(), 'load-'))
    this.totalCpuMs = 0 // of all incarnations that were ended
  }

  spawn ({ cmd, args, env = {}, cwd }) {
    const fd = openSync(this.log, 'a')
    const pinned = [...(process.env.NICE ? ['nice', '-n', process.env.NICE] : []), ...(this.cpu === '' ? [] : ['taskset', '-c', this.cpu]), cmd, ...args]
    const child = spawn(pinned[0], pinned.slice(1), { cwd, env: { ...process.env, NODE_ENV: 'production', ...env }, stdio: ['ignore', fd, fd] })
    closeSync(fd)
    live.add(child.pid)
    child.alive = true
    child.on('exit', (code, signal) => { child.alive = false; child.how = signal ?? code; live.delete(child.pid) })
    child.on('error', () => { child.alive = false })
    return child
  }

  async start () {
    if (!this.managed) return this
    if (!this.ports) {
      this.ports = []
      for (let i = 0; i < (this.target.servers ?? 1); i++) this.ports.push(await freePort())
      this.port = this.ports[0]
      this.url = this.ports.map(this.target.url).join(',')
    }
    if (this.target.sidecar && !this.side) {
      this.side = this.spawn(await this.target.sidecar({ data: this.data }))
      await (this.target.sidecarReady?.({ data: this.data }) ?? sleep(300))
    }
    this.children = this.ports.map((port, i) => this.spawn(this.target.start({ port, data: i ? `${this.data}/${i}` : this.data, shared: this.data })))
    this.child = this.children[0]
    this.pid = this.child.pid
    for (const [i, port] of this.ports.entries()) {
      await waitForPort(port, () => this.children[i].alive)
      if (this.target.ready) await waitForReady(port, this.target.ready, () => this.children[i].alive)
    }
    return this
  }

  get alive () { return this.managed ? this.children.every(c => c.alive) : true }

  async kill (signal = 'SIGKILL') {
    if (!this.child?.alive) return
    this.totalCpuMs += this.cpuMs()
    await Promise.all(this.children.filter(c => c.alive).map(async child => {
      const gone = new Promise(resolve => child.once('exit', resolve))
      child.kill(signal)
      const forced = setTimeout(() => child.kill('SIGKILL'), 8000)
      await gone; clearTimeout(forced)
    }))
  }

  async stop () {
    await this.kill()
    if (this.side?.alive) {
      const gone = new Promise(resolve => this.side.once('exit', resolve))
      this.side.kill(this.target.sidecarStop ?? 'SIGKILL')
      await gone
    }
    rmSync(this.data, { recursive: true, force: true })
  }

  pids () { return [...(this.children?.map(c => c.pid) ?? [this.pid]), this.side?.pid].filter(Boolean) }

  /** User + system milliseconds so far, all threads; a sidecar (redis) counts too. */
  cpuMs () {
    let sum = 0
    for (const pid of this.pids()) {
      try {
        const f = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').pop().split(' ')
        sum += (+f[11] + +f[12]) * TICK
      } catch {}
    }
    return sum
  }

  memory (field) {
    let kb = 0
    for (const pid of this.pids()) {
      try { kb += +(readFileSync(`/proc/${pid}/status`, 'latin1').match(new RegExp(field + ':\\s+(\\d+)'))?.[1] ?? 0) } catch {}
    }
    return Math.round(kb / 1024 * 10) / 10
  }

  rssMb () { return this.memory('VmRSS') }
  peakRssMb () { return this.memory('VmHWM') }
  openFiles () { try { return readdirSync(`/proc/${this.pid}/fd`).length } catch { return 0 } }
}

/** Waits until the server is quiet (under 10% of a core for half a second). */
export async function settle (server, ms = 10000) {
  for (const end = Date.now() + ms; Date.now() < end;) {
    const before = server.cpuMs(); await sleep(500)
    if (server.cpuMs() - before < 50) return true
  }
  return false
}
