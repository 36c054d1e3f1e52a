// The load data set: who may open which section, and where in it one can type. `prepare.mjs` makes it through the ordinary
// API; LOAD_DATASET names its folder. The adapters of our doors turn the scenarios' document names and Yjs clients into it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as enc from 'lib0/encoding'
import * as Y from 'yjs'
import { itemId, makeItem } from './items.mjs'
import { ThinWriter } from './thin.mjs'

let loaded
export const dataset = () => loaded ??= JSON.parse(readFileSync(join(process.env.LOAD_DATASET ?? '.dataset', 'dataset.json'), 'utf8'))

const names = new Map() // names without a number get the sections of 12 people, from the last of them, in the order in which they come

/** The section that stands for a scenario's document: `doc-7` and `mem7` are the eighth. */
export function sectionOf (docId) {
  const { sections } = dataset()
  const number = /(\d+)$/.exec(docId)?.[1]
  if (number !== undefined) return sections[+number % sections.length]
  if (!names.has(docId)) names.set(docId, sections[49 - names.size])
  return names.get(docId)
}

/** The person ({cookie, token}) under whom a simulated client works: always the same one, because a Yjs client belongs to a person. */
export function personOf (section, identity) {
  if (identity.person) return identity.person // a soak brings people who may not come in
  const number = /^user(\d+)$/.exec(identity.name ?? '')?.[1] ?? identity.clientID
  return section.people[+number % section.people.length]
}

/** The server of a simulated client: always the same one of those that the run has. */
export function serverOf (urls, identity) {
  const all = urls.split(',')
  return all[identity.clientID % all.length]
}

/** Types as the web client does, into the text of an item: each client in one of its own as long as there are enough. */
export class SectionWriter extends ThinWriter {
  constructor (clientID, section, clock = 0) {
    super(clientID, 'items', clock)
    this.text = section.texts[clientID % section.texts.length]
  }

  type (s, at = this.clock - 1) {
    if (at >= 0) return super.type(s, at)
    const e = enc.createEncoder()
    enc.writeVarUint(e, 1) // one client
    enc.writeVarUint(e, 1) // one struct
    enc.writeVarUint(e, this.clientID)
    enc.writeVarUint(e, this.clock)
    enc.writeUint8(e, 4) // ContentString without origins: at the start of its parent
    enc.writeVarUint(e, 0) // the parent is an item
    enc.writeVarUint(e, this.text[0])
    enc.writeVarUint(e, this.text[1])
    enc.writeVarString(e, s)
    enc.writeVarUint(e, 0) // no deletions
    this.clock += s.length
    return enc.toUint8Array(e)
  }
}

/** For the scenarios: a writer into the section of a document. */
export const writer = (docId, clientID) => new SectionWriter(clientID, sectionOf(docId))

/** The writer of a session; none for one with a whole Y.Doc. */
export const writerFor = (section, identity, opts) => opts.full ? undefined : opts.writer ?? new SectionWriter(identity.clientID, section)

/** All that is written in a section. */
export const text = doc => JSON.stringify(doc.getMap('items').toJSON())

/** For the scenarios: an update of about so many kB in 100-character runs by two clients in turn, spread over the texts. */
export function filled (docId, kb, first = 500) {
  const { texts } = sectionOf(docId)
  const line = 'Everyone at the table agreed on what each of them will do this week, and wrote it down right here. '
  const structs = [[], []]
  const runs = Math.ceil(kb * 1024 / 114)
  const last = texts.map(() => null)
  for (let i = 0; i < runs; i++) {
    const t = Math.floor(i / 2) % texts.length
    const by = structs[i % 2]
    const at = by.length * line.length
    const e = enc.createEncoder()
    enc.writeUint8(e, last[t] ? 0x84 : 4)
    if (last[t]) { enc.writeVarUint(e, last[t][0]); enc.writeVarUint(e, last[t][1]) } else { enc.writeVarUint(e, 0); enc.writeVarUint(e, texts[t][0]); enc.writeVarUint(e, texts[t][1]) }
    enc.writeVarString(e, line)
    by.push(enc.toUint8Array(e))
    last[t] = [first + i % 2, at + line.length - 1]
  }
  const e = enc.createEncoder()
  enc.writeVarUint(e, 2)
  for (const i of [1, 0]) {
    enc.writeVarUint(e, structs[i].length); enc.writeVarUint(e, first + i); enc.writeVarUint(e, 0)
    for (const struct of structs[i]) enc.writeUint8Array(e, struct)
  }
  enc.writeVarUint(e, 0)
  const update = enc.toUint8Array(e)
  return { update, size: update.length }
}

const LONGEST_TEXT = 4000
const ITEMS = 500
const ITEMS_PER_UPDATE = 12

/** For the scenarios: the updates of one client that fill a section with as much as it holds, some 2 MB in items of 4,000 characters. */
export function * fillings (docId, clientID) {
  const doc = new Y.Doc()
  doc.clientID = clientID
  const words = 'What the municipality, the school and the police each saw this week. '.repeat(60).slice(0, LONGEST_TEXT)
  for (let i = sectionOf(docId).texts.length; i < ITEMS; i += ITEMS_PER_UPDATE) {
    const before = Y.encodeStateVector(doc)
    doc.transact(() => { for (let k = i; k < Math.min(i + ITEMS_PER_UPDATE, ITEMS); k++) doc.getMap('items').set(itemId(k), makeItem(k, words)) })
    yield { update: Y.encodeStateAsUpdate(doc, before), clock: Y.getState(doc.store, clientID) }
  }
}
