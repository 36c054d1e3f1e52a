// Our door for y-websocket clients, /yjs/<section>: the y-websocket adapter with a person's token.
import { sectionOf, SectionWriter } from '../lib/dataset.mjs'
import { doorToken } from '../lib/door-token.mjs'
import { Session } from './yws.mjs'

export const acks = false

class DoorSession extends Session {
  open (url) {
    const base = url.slice(0, url.lastIndexOf('/'))
    doorToken(base, this.docId, this.identity)
      .then(token => super.open(`${base}/${sectionOf(this.docId).section}?token=${token}`))
      .catch(e => { this.closed = true; this._failed(e) })
  }
}

export function connect (url, docId, identity, opts = {}) {
  const writer = opts.full || opts.writer ? opts : { ...opts, writer: new SectionWriter(identity.clientID, sectionOf(docId)) }
  return new DoorSession(url.replace(/\/$/, '') + '/' + encodeURIComponent(docId), docId, identity, writer)
}
