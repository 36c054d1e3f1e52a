// Our door for y-websocket clients, /yjs/<section>.
import * as yws from './yws.mjs'
import { sectionOf, personOf, writerFor } from '../lib/dataset.mjs'

export { writer, filled } from '../lib/dataset.mjs'
export const acks = false

export function connect (url, docId, identity, opts = {}) {
  const section = sectionOf(docId)
  const query = `?token=${personOf(section, identity).token}`
  return yws.connect(url.replace(/\/$/, '') + '/yjs', section.section, identity, { ...opts, query, writer: writerFor(section, identity, opts) })
}
