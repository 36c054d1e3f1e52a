// A soak: connections come and go at the hub and both doors of one server, a third of them with a token that is none or to a
// section of other people. What does the process keep of those who left?
import { dataset } from '../lib/dataset.mjs'
import { sleep, settle } from '../lib/server.mjs'
import { round } from '../lib/stats.mjs'

const DOORS = ['hub', 'door-yjs', 'door-collab']
const PATIENCE = 30_000
const MOST_KB_PER_CYCLE = 1
const MOST_MORE_FILES = 20
const adapters = await Promise.all(DOORS.map(name => import(`../adapters/${name}.mjs`)))

const nobody = ({ cookie, token }) => ({ cookie: spoilt(cookie), token: spoilt(token) })
const spoilt = secret => secret.slice(0, -6) + 'AAAAAA'

/** A cycle by its number: every door in turn, and at each door two that are let in and one that is not. */
function cycleOf (i) {
  const { sections } = dataset()
  const turn = Math.floor(i / DOORS.length)
  const kind = turn % 3 < 2 ? 'welcome' : turn % 2 ? 'nobody' : 'stranger'
  const section = turn % sections.length
  const here = sections[section].people; const elsewhere = sections[(section + 1) % sections.length].people
  const person = { welcome: here[turn % here.length], nobody: nobody(here[0]), stranger: elsewhere[1] }[kind] // the first is the director, of all
  return { door: DOORS[i % DOORS.length], connect: adapters[i % DOORS.length].connect, kind, docId: 'soak-' + section, identity: { clientID: 1_000_000 + i, person } }
}

const within = (promise, what) => {
  let late
  return Promise.race([promise, new Promise((resolve, reject) => { late = setTimeout(() => reject(new Error(`no answer: ${what}`)), PATIENCE) })]).finally(() => clearTimeout(late))
}
const leave = s => s.hub ? s.hub.stop() : new Promise(resolve => { if (s.ws.readyState === s.ws.CLOSED) resolve(); else { s.ws.once('close', resolve); s.close() } })

/** Opens and closes once: true when it was let in, false when it was not. */
async function cycle (url, { door, connect, kind, docId, identity }) {
  const session = connect(url, docId, identity)
  try {
    const isIn = await within(session.ready.then(() => true, () => false), `${door}, ${kind}, opening`)
    if (isIn) { session.cursor(identity.clientID); await within(session.barrier(), `${door}, ${kind}, presence`) }
    return isIn
  } finally { await within(leave(session), `${door}, ${kind}, closing`) }
}

/** Figures by the number of cycles done; `surprises` names those that were let in or refused against expectation. */
export async function soak ({ server, cycles = 10_000, first = 1_000, atOnce = 6, quiet = 12_000, say = () => {} }) {
  const rows = []
  const weigh = async done => {
    await sleep(quiet); await settle(server)
    if (!server.alive) throw new Error(`the server ended, after ${next} cycles`)
    rows.push({ cycles: done, rss_mb: server.rssMb(), peak_mb: server.peakRssMb(), open_files: server.openFiles() })
    say(rows.at(-1))
  }
  const refused = Object.fromEntries(DOORS.map(door => [door, 0]))
  const surprises = []
  let next = 0
  const run = until => Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < until && server.alive) {
      const one = cycleOf(next++)
      const isIn = await cycle(server.url, one).catch(e => e.message)
      if (isIn === false) refused[one.door]++
      if (isIn !== (one.kind === 'welcome')) surprises.push(`${one.door}, ${one.kind}: ${isIn}`)
    }
  }))
  await weigh(0)
  for (const until of [Math.min(first, cycles), cycles]) {
    if (until === next) continue
    await run(until)
    await weigh(until)
  }
  const [early, late] = rows.slice(-2)
  const kb_per_cycle = round((late.rss_mb - early.rss_mb) * 1024 / (late.cycles - early.cycles))
  return { rows, refused, surprises, kb_per_cycle, grown: grown({ kb_per_cycle, more_files: late.open_files - early.open_files }) }
}

/** What a server keeps of those who left, in words; empty when it is flat. */
export function grown ({ kb_per_cycle, more_files }) {
  const words = []
  if (!(kb_per_cycle <= MOST_KB_PER_CYCLE)) words.push(`memory grew by ${kb_per_cycle} kB a cycle, and may by ${MOST_KB_PER_CYCLE}`)
  if (!(more_files <= MOST_MORE_FILES)) words.push(`${more_files} more files are open, and ${MOST_MORE_FILES} may be`)
  return words
}
