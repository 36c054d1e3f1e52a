// Our door for Hocuspocus providers, /collab: the thin Hocuspocus adapter with a person's token.
import { sectionOf, SectionWriter } from '../lib/dataset.mjs'
import { doorToken } from '../lib/door-token.mjs'
import { Session } from './hocuspocus.mjs'

export const acks = true

class DoorSession extends Session {
  open (url) {
    doorToken(url, this.docId, this.identity)
      .then(token => {
        this.identity = { ...this.identity, token }
        super.open(url)
      })
      .catch(e => { this.closed = true; this._failed(e) })
  }

  get address () { return sectionOf(this.docId).section }
}

export function connect (url, docId, identity, opts = {}) {
  const writer = opts.full || opts.writer ? opts : { ...opts, writer: new SectionWriter(identity.clientID, sectionOf(docId)) }
  return new DoorSession(url, docId, identity, writer)
}
