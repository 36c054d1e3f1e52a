// The engine under test: a process that speaks the runner protocol, restarted when it dies or hangs.
import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import readline from 'node:readline'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../RoundTable.Yjs.Conformance/', import.meta.url))
const TimeoutMilliseconds = 30_000

/** The newest built conformance runner, or the command in ROUNDTABLE_RUNNER. */
export const runnerCommand = () => {
  if (process.env.ROUNDTABLE_RUNNER) return process.env.ROUNDTABLE_RUNNER.split(' ')
  const built = ['Release', 'Debug']
    .map(configuration => `${folder}bin/${configuration}/net10.0/RoundTable.Yjs.Conformance.dll`)
    .filter(file => existsSync(file))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  if (built.length === 0) throw new Error('The runner is not built: dotnet build tests/RoundTable.Yjs.Conformance')
  return ['dotnet', built[0]]
}

export class Engine {
  constructor (command = runnerCommand()) {
    this.command = command
    this.waiting = []
  }

  start () {
    const [program, ...args] = this.command
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    this.child = child
    this.stderr = ''
    child.stderr.on('data', data => { this.stderr = (this.stderr + data).slice(-2000) })
    child.stdin.on('error', () => {})
    child.on('error', error => this.lost(child, error.message))
    child.on('close', code => this.lost(child, `exited with code ${code}: ${this.stderr}`))
    readline.createInterface({ input: child.stdout }).on('line', line => {
      if (this.child !== child || this.waiting.length === 0) return
      const { resolve, timer } = this.waiting.shift()
      clearTimeout(timer)
      this.watch()
      try {
        resolve(JSON.parse(line))
      } catch {
        resolve({ error: `not JSON: ${line.slice(0, 200)}` })
      }
    })
  }

  /** Answers one case. Cases that are asked together are answered in order. */
  ask (testCase) {
    if (this.child === undefined) this.start()
    return new Promise(resolve => {
      this.waiting.push({ testCase, resolve })
      if (this.waiting.length === 1) this.watch()
      this.child.stdin.write(JSON.stringify(testCase) + '\n')
    })
  }

  watch () {
    const [first] = this.waiting
    if (first === undefined) return
    const { child } = this
    first.timer = setTimeout(() => {
      this.lost(child, `no answer in ${TimeoutMilliseconds / 1000} s`)
      child.kill('SIGKILL')
    }, TimeoutMilliseconds)
  }

  // The oldest case is to blame; the others are asked again.
  lost (child, reason) {
    if (this.child !== child) return
    this.child = undefined
    const [blamed, ...others] = this.waiting
    this.waiting = []
    if (blamed === undefined) return
    clearTimeout(blamed.timer)
    blamed.resolve({ error: `the engine ${reason}` })
    for (const { testCase, resolve } of others) this.ask(testCase).then(resolve)
  }

  stop () {
    const { child } = this
    this.child = undefined
    child?.stdin.end()
  }
}
