// Our own server and a small data set: the hub and both doors deliver all, and the generator sees it.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { builtServer } from '../lib/built.mjs'
import { Server } from '../lib/server.mjs'
import { scenarios } from '../scenarios/index.mjs'

const PEOPLE = 12 // at the table of S1
const folder = mkdtempSync(join(tmpdir(), 'load-ours-'))
let targets, soak, grown

before(async () => {
  // The targets read these when they are loaded.
  Object.assign(process.env, { SERVER: process.env.SERVER ?? `dotnet ${builtServer()}`, LOAD_DATASET: join(folder, 'dataset'), RoundTable__Rehearsal: 'false' })
  const prepare = fileURLToPath(new URL('../prepare.mjs', import.meta.url))
  await promisify(execFile)(process.execPath, [prepare, '--server', process.env.SERVER, '--out', process.env.LOAD_DATASET, '--sections', '2', '--plenary', String(PEOPLE)])
  ;({ targets } = await import('../targets.mjs'))
  ;({ soak, grown } = await import('../scenarios/soak.mjs'))
})

after(() => rmSync(folder, { recursive: true, force: true }))

for (const name of ['hub', 'door-yjs', 'door-collab']) {
  test(`a meeting through ${name} reaches everybody, and nothing is lost`, async () => {
    const server = new Server(targets[name], { cpu: '', log: join(folder, `${name}.log`) })
    try {
      await server.start()
      const adapter = await import(`../adapters/${name}.mjs`)
      const figures = await scenarios.S1({ server, adapter, target: targets[name], options: { warm: 0.5, seconds: 1.5, drainMs: 120_000 } })
      assert.ok(figures.edits > PEOPLE, `typed ${figures.edits}`)
      assert.deepEqual(
        { delivered: figures.delivered, lost: figures.lost, closed: figures.closed, converged: figures.converged },
        { delivered: figures.edits * (PEOPLE - 1), lost: 0, closed: 0, converged: true })
    } finally { await server.stop() }
  })
}

test('a soak lets in whom it should at every door, and refuses the others', async () => {
  const server = new Server(targets.hub, { cpu: '', log: join(folder, 'soak.log') })
  try {
    await server.start()
    const { rows, refused, surprises } = await soak({ server, cycles: 54, first: 27, quiet: 0 })
    assert.deepEqual(surprises, [])
    assert.deepEqual(refused, { hub: 6, 'door-yjs': 6, 'door-collab': 6 })
    assert.deepEqual(rows.map(row => row.cycles), [0, 27, 54])
    assert.ok(rows.every(row => row.rss_mb > 0 && row.open_files > 0))
  } finally { await server.stop() }
})

test('a soak says so when memory or open files grow, and when a figure is none', () => {
  assert.deepEqual(grown({ kb_per_cycle: 1, more_files: 20 }), [])
  assert.deepEqual(grown({ kb_per_cycle: -3, more_files: -1 }), [])
  assert.deepEqual(grown({ kb_per_cycle: 1.1, more_files: 21 }), ['memory grew by 1.1 kB a cycle, and may by 1', '21 more files are open, and 20 may be'])
  assert.equal(grown({ kb_per_cycle: NaN, more_files: NaN }).length, 2)
})
