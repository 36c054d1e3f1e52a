#!/usr/bin/env node
// node prepare.mjs --server 'dotnet .../RoundTable.Server.dll' --out DIR [--sections 500] [--town 50] [--people 12] [--plenary 200] [--items 16] [--postgres]
// Makes the load data set in a fresh data folder, as a director does: opens plans, brings people in, invites them; each comes
// in with link and code. DIR/data is then the server's data folder (and DIR/postgres its database), DIR/dataset.json names sections, people and their sessions.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as Y from 'yjs'
import { Hub } from './lib/hub.mjs'
import { itemId, makeItem } from './lib/items.mjs'
import * as postgres from './lib/postgres.mjs'
import { freePort, sleep } from './lib/server.mjs'

const { values } = parseArgs({ options: { postgres: { type: 'boolean' }, ...Object.fromEntries(['server', 'out', 'sections', 'town', 'people', 'plenary', 'items'].map(k => [k, { type: 'string' }])) } })
const size = (name, otherwise) => +(values[name] ?? otherwise)
const sections = size('sections', 500); const town = size('town', 50); const people = size('people', 12); const plenary = size('plenary', 200); const items = size('items', 16)
const out = resolve(values.out ?? '.dataset')
const data = join(out, 'data')
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

const database = join(out, 'postgres')
if (values.postgres) postgres.create(database)
const databaseServer = values.postgres ? await postgres.run(database) : undefined
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const server = spawn('sh', ['-c', `exec ${values.server} --urls ${url} --data ${data}`], {
  env: { ...process.env, ...(values.postgres ? postgres.settings(database) : {}), Logging__LogLevel__Default: 'Warning', RoundTable__SignIn__TriesPerMinute: '1000000', RoundTable__SignIn__Session: '30.00:00:00', RoundTable__Doors__Token: '30.00:00:00', RoundTable__Limits__PersonMoveBurst: '1000000', RoundTable__Limits__PersonCommandBurst: '1000000' },
  stdio: ['ignore', 'pipe', 'inherit']
})
process.on('exit', () => { server.kill('SIGKILL'); databaseServer?.kill('SIGINT') })
let output = ''
server.stdout.on('data', chunk => { output += chunk })
server.on('exit', code => { if (!done) { console.error(`the server stopped (${code}):\n${output}`); process.exit(1) } })
let done = false

async function post (path, body, cookie) {
  const response = await fetch(url + path, {
    method: 'POST', body: JSON.stringify(body ?? {}), headers: { 'content-type': 'application/json', 'X-RoundTable': '1', ...(cookie ? { cookie } : {}) }
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
  return { body: text ? JSON.parse(text) : null, cookie: response.headers.getSetCookie()[0]?.split(';')[0] }
}

const enter = async (link, code) => (await post('/api/way-in/enter', { token: link.split('#')[1], code })).cookie

/** One plan: its circle is the section, with people in it and items to type in. */
async function makePlan (director, n, size) {
  const { plan } = (await post('/api/plans', { familyName: `Belasting ${n}`, municipality: 'Lastdorp', reason: '', directorName: 'Regisseur Last', directorOrganisation: 'Wijkteam' }, director)).body
  const sessions = [director]
  for (let i = 1; i < size; i++) {
    const { person } = (await post(`/api/plans/${plan}/people`, { name: `Deelnemer ${n} ${i}`, role: 'professional', organisation: 'Wijkteam', legalBasis }, director)).body
    const invitation = (await post(`/api/plans/${plan}/people/${person}/invitation`, undefined, director)).body
    sessions.push(await enter(invitation.link, invitation.code))
  }
  const hub = await Hub.connect(url, director)
  const { view } = await hub.invoke('OpenPlan', { plan })
  const section = view.sections[0].id
  const doc = new Y.Doc()
  const opened = await hub.invoke('OpenSection', { section, stateVector: '' })
  if (opened.refusal) throw new Error(opened.refusal.code)
  doc.transact(() => { for (let i = 0; i < items; i++) doc.getMap('items').set(itemId(i), makeItem(i)) })
  const saved = hub.next('Acknowledged')
  hub.send('PushUpdate', { section, number: 1, update: Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64') })
  await saved
  hub.close()
  const texts = Array.from({ length: items }, (_, i) => { const { id } = doc.getMap('items').get(itemId(i)).get('text')._item; return [id.client, id.clock] })
  const people = []
  for (const cookie of sessions) people.push({ cookie, token: (await post(`/api/sections/${section}/door-tokens`, { readOnly: false }, cookie)).body.token })
  return { plan, section, people, texts }
}

const legalBasis = { code: 'directly-involved', necessity: 'Belastingproef.', proportionality: 'Belastingproef.', informedOn: '2026-01-05' }

while (!/sign in as the first regisseur[^:]*: (\S+)/.test(output)) await sleep(50)
const director = await enter(/sign in as the first regisseur[^:]*: (\S+)/.exec(output)[1])
const made = []
const sizeOf = n => n === 0 ? plenary : n < town ? people : 2
let next = 0
await Promise.all(Array.from({ length: 8 }, async () => {
  while (next < sections) { const n = next++; made[n] = await makePlan(director, n, sizeOf(n)) }
}))
done = true
const gone = new Promise(resolve => server.once('exit', resolve))
server.kill('SIGTERM')
await gone
if (databaseServer) {
  const stopped = new Promise(resolve => databaseServer.once('exit', resolve))
  databaseServer.kill('SIGTERM')
  await stopped
}
writeFileSync(join(out, 'dataset.json'), JSON.stringify({ sections: made }))
console.log(`${made.length} sections, ${made.reduce((n, s) => n + s.people.length, 0)} seats in ${out}`)
