// Our door for Hocuspocus providers, /collab.
import * as hocuspocus from './hocuspocus.mjs'
import { sectionOf, personOf, writerFor } from '../lib/dataset.mjs'

export { writer, filled, fillings, text } from '../lib/dataset.mjs'
export const acks = true

/** Where a socket of the attacker's, made by hand, goes. */
export const address = url => url.replace(/\/$/, '') + '/collab'

export function connect (url, docId, identity, opts = {}) {
  const section = sectionOf(docId)
  const { token } = personOf(section, identity)
  return hocuspocus.connect(address(url), section.section, { ...identity, token }, { ...opts, writer: writerFor(section, identity, opts) })
}
