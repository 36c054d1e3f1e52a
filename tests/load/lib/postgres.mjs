// A PostgreSQL of its own for a run: a folder with the database and the socket, no network. As root it runs as `postgres`.
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { sleep } from './server.mjs'

const bin = () => {
  const root = '/usr/lib/postgresql'
  const version = existsSync(root) && readdirSync(root).sort((a, b) => +a - +b).pop()
  if (!version) throw new Error('PostgreSQL is not installed')
  return name => join(root, version, 'bin', name)
}
const root = process.getuid() === 0
const as = command => root ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', ...command] : command

/** Keeps the folder for the account that PostgreSQL runs as. */
function own (folder) {
  if (!root) return
  const [uid, gid] = ['-u', '-g'].map(which => +execFileSync('id', [which, 'postgres']))
  const walk = path => { chownSync(path, uid, gid); for (const e of readdirSync(path, { withFileTypes: true })) e.isDirectory() ? walk(join(path, e.name)) : chownSync(join(path, e.name), uid, gid) }
  walk(folder)
}

/** Commits wait for the disk, as at a server; the rest is PostgreSQL's default. */
export const command = folder => {
  const [cmd, ...args] = as([bin()('postgres'), '-D', join(folder, 'db'), '-k', folder, '-c', 'listen_addresses=', '-c', 'max_connections=200'])
  return { cmd, args }
}

/** What the server needs to know. */
export const settings = folder => {
  const connection = `Host=${folder};Database=postgres;Username=postgres`
  return { RoundTable__Store__Postgres: connection, RoundTable__Keys__Postgres: connection, RoundTable__Keys__Master: Buffer.alloc(32, 7).toString('base64') }
}

export function create (folder) {
  mkdirSync(folder, { recursive: true })
  own(folder)
  const [cmd, ...args] = as([bin()('initdb'), '-D', join(folder, 'db'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'])
  execFileSync(cmd, args)
}

/** A copy of a database that nobody runs, on disk: else the first commits of a run wait for it. */
export function copy (from, folder) {
  cpSync(from, folder, { recursive: true })
  own(folder)
  chmodSync(join(folder, 'db'), 0o700)
  execFileSync('sync')
}

export async function run (folder) {
  const { cmd, args } = command(folder)
  const child = spawn(cmd, args, { stdio: 'ignore' })
  await ready(folder)
  return child
}

export async function ready (folder, ms = 30_000) {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(50)) {
    try { execFileSync(bin()('pg_isready'), ['-q', '-h', folder]); return } catch {}
  }
  throw new Error('PostgreSQL did not come up')
}
