// Our door for y-websocket clients, /yjs/<section>.
import * as yws from './yws.mjs'
import { sectionOf, personOf, serverOf, writerFor } from '../lib/dataset.mjs'

export { writer, filled, fillings, text } from '../lib/dataset.mjs'
export const acks = false

const query = (section, identity) => `?token=${personOf(section, identity).token}`
const door = url => url.replace(/\/$/, '') + '/yjs'

/** Where a socket of the attacker's, made by hand, goes. */
export const address = (url, docId) => `${door(url)}/${sectionOf(docId).section}${query(sectionOf(docId), { clientID: 1 })}`

export function connect (url, docId, identity, opts = {}) {
  const section = sectionOf(docId)
  return yws.connect(door(serverOf(url, identity)), section.section, identity, { ...opts, query: query(section, identity), writer: writerFor(section, identity, opts) })
}
