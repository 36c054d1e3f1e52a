// The load data set: who may open which section, and where in it one can type. `prepare.mjs` makes it through the ordinary
// API; LOAD_DATASET names its folder. The adapters of our doors turn the scenarios' document names and Yjs clients into it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as enc from 'lib0/encoding'
import { ThinWriter } from './thin.mjs'

let loaded
export const dataset = () => loaded ??= JSON.parse(readFileSync(join(process.env.LOAD_DATASET ?? '.dataset', 'dataset.json'), 'utf8'))

const names = new Map() // names without a number get sections from the end, in the order in which they come

/** The section that stands for a scenario's document: `doc-7` and `mem7` are the eighth. */
export function sectionOf (docId) {
  const { sections } = dataset()
  const number = /(\d+)$/.exec(docId)?.[1]
  if (number !== undefined) return sections[+number % sections.length]
  if (!names.has(docId)) names.set(docId, sections[sections.length - 1 - names.size])
  return names.get(docId)
}

/** The person under whom a simulated client works: always the same one, because a Yjs client belongs to a person. */
export function personOf (section, identity) {
  const number = /^user(\d+)$/.exec(identity.name ?? '')?.[1] ?? identity.clientID
  return section.people[+number % section.people.length]
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
