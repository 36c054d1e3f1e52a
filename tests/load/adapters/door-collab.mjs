// Our door for Hocuspocus providers, /collab.
import * as hocuspocus from './hocuspocus.mjs'
import { sectionOf, personOf, writerFor } from '../lib/dataset.mjs'

export { writer, filled } from '../lib/dataset.mjs'
export const acks = true

export function connect (url, docId, identity, opts = {}) {
  const section = sectionOf(docId)
  const { token } = personOf(section, identity)
  return hocuspocus.connect(url.replace(/\/$/, '') + '/collab', section.section, { ...identity, token }, { ...opts, writer: writerFor(section, identity, opts) })
}
