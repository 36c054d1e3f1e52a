// Our hub, /hubs/table, as the web client uses it. Each simulated client is a person of the load data set with a session.
import * as signalR from '@microsoft/signalr'
import { sectionOf, personOf, serverOf, writerFor } from '../lib/dataset.mjs'
import { WireSession } from './base.mjs'

export { writer, filled, fillings } from '../lib/dataset.mjs'
export const acks = true

const HUB_PATH = '/hubs/table'
const out = bytes => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
const back = text => new Uint8Array(Buffer.from(text, 'base64'))

class Session extends WireSession {
  constructor (url, docId, identity, opts) {
    super(url, docId, identity, { ...opts, writer: writerFor(sectionOf(docId), identity, opts) })
  }

  open (url) {
    this.acks = true
    this.numbered = 0
    const section = sectionOf(this.docId)
    this.section = section.section
    const hub = this.hub = new signalR.HubConnectionBuilder()
      .withUrl(url.replace(/^ws/, 'http').replace(/\/$/, '') + HUB_PATH, {
        skipNegotiation: true, transport: signalR.HttpTransportType.WebSockets, logger: signalR.NullLogger.instance, headers: { cookie: personOf(section, this.identity).cookie }
      })
      .configureLogging(signalR.LogLevel.None).build()
    hub.on('Updated', ({ update }) => { this.count(update); this.gotUpdate(back(update)) })
    hub.on('Acknowledged', ({ number }) => { this.framesIn++; this.acked = number; this.ackCb(number) })
    hub.on('Refused', ({ refusal }) => { this.framesIn++; this.refusal = refusal.code })
    hub.on('Resync', () => { this.framesIn++; this.join().catch(e => this.gone(e)) })
    hub.on('Presence', () => { this.framesIn++ })
    hub.onclose(e => this.gone(e))
    hub.start().then(() => this.join()).catch(e => this.gone(e))
  }

  async join () {
    const reply = await this.hub.invoke('OpenSection', { section: this.section, stateVector: out(this.stateVector()) })
    if (reply.refusal) throw new Error(reply.refusal.code)
    this.count(reply.update); this.gotUpdate(back(reply.update)); this.gotStep2()
  }

  requestState () { this.join().catch(e => this.gone(e)) }
  count (bytes) { this.framesIn++; this.bytesIn += bytes.length }
  gone (e) { if (!this.closed) { this.closed = true; this._failed(e ?? new Error('closed')); for (const cb of this.onGone) cb(); this.closeCb(1006) } }
  sync (kind, bytes) { if (kind === 0) this.requestState(); else this.send(bytes) }
  send (update) { this.hub.send('PushUpdate', { section: this.section, number: ++this.numbered, update: out(update) }).catch(() => {}) }
  cursor (n) { this.hub.send('SetPresence', { section: this.section, item: 'i-' + String(n % 16).padStart(16, '0'), typing: n % 2 === 0 }).catch(() => {}) }
  frame (type, bytes) { this.raw(bytes) }
  raw (bytes) { this.hub.connection.send(bytes instanceof Uint8Array ? bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) : bytes).catch(() => {}) }
  get ws () { return { _socket: this.hub.connection?.transport?._webSocket?._socket } }
  close () { this.hub.stop() }
  terminate () { const w = this.hub.connection?.transport?._webSocket; w?.terminate ? w.terminate() : this.hub.stop() }
}

export const connect = (url, docId, identity, opts = {}) => new Session(serverOf(url, identity), docId, identity, opts)
