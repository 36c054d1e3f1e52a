// The hub of floor/, a relay without a CRDT. Ours is hub.mjs.
// PROTOCOL 'msgpack' sends bytes as bytes; 'json' sends them as base64, as ASP.NET Core reads byte[].
import * as signalR from '@microsoft/signalr'
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack'
import { WireSession } from './base.mjs'
import { awareness } from './yws.mjs'

export const PROTOCOL = process.env.SIGNALR_PROTOCOL ?? 'json'
export const HUB_PATH = '/hub/collab'
// client -> server
export const JOIN = 'Join' //           invoke Join(docId: string, stateVector: bytes, identity: {clientID, name, token}) -> [missing update: bytes, server's state vector: bytes]
export const UPDATE = 'Update' //       send   Update(docId: string, seq: int, update: bytes)
export const SYNC = 'Sync' //           send   Sync(docId: string, kind: int, bytes): 0 state vector (answered by a Synced event), 1 the client's missing update
export const AWARENESS = 'Awareness' // send   Awareness(docId: string, bytes)
// server -> client
export const UPDATED = 'Updated' //     Updated(docId, update: bytes)
export const SYNCED = 'Synced' //       Synced(docId, missing update: bytes)
export const ACKED = 'Acked' //         Acked(docId, seq: int): every update up to seq is stored durably
export const MOVED = 'Awareness' //     Awareness(docId, bytes)

export const acks = true

const json = PROTOCOL === 'json'
const out = bytes => json ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') : bytes
const back = bytes => json ? new Uint8Array(Buffer.from(bytes, 'base64')) : bytes

class Session extends WireSession {
  open (url) {
    this.acks = true
    this.seq = 0
    const hub = this.hub = new signalR.HubConnectionBuilder()
      .withUrl(url.replace(/^ws/, 'http').replace(/\/$/, '') + HUB_PATH, { skipNegotiation: true, transport: signalR.HttpTransportType.WebSockets, logger: signalR.NullLogger.instance })
      .withHubProtocol(json ? new signalR.JsonHubProtocol() : new MessagePackHubProtocol()).configureLogging(signalR.LogLevel.None).build()
    hub.on(UPDATED, (doc, update) => { this.count(update); this.gotUpdate(back(update)) })
    hub.on(SYNCED, (doc, update) => { this.count(update); this.gotUpdate(back(update)); this.gotStep2() })
    hub.on(ACKED, (doc, seq) => { this.framesIn++; this.acked = seq; this.ackCb(seq) })
    hub.on(MOVED, (doc, bytes) => { this.count(bytes) })
    hub.onclose(e => this.gone(e))
    hub.start().then(async () => {
      const [missing] = await hub.invoke(JOIN, this.docId, out(this.stateVector()), this.identity)
      this.count(missing); this.gotUpdate(back(missing)); this.gotStep2()
    }).catch(e => this.gone(e))
  }

  count (bytes) { this.framesIn++; this.bytesIn += bytes.length }
  gone (e) { if (!this.closed) { this.closed = true; this._failed(e ?? new Error('closed')); for (const cb of this.onGone) cb(); this.closeCb(1006) } }
  sync (kind, bytes) { if (kind === 2) this.send(bytes); else this.hub.send(SYNC, this.docId, kind, out(bytes)).catch(() => {}) }
  requestState (sv = this.stateVector()) { this.sync(0, sv) }
  send (update) { this.hub.send(UPDATE, this.docId, ++this.seq, out(update)).catch(() => {}) }
  cursor (n) { this.hub.send(AWARENESS, this.docId, out(awareness(this, n))).catch(() => {}) }
  frame (type, bytes) { type === 1 ? this.hub.send(AWARENESS, this.docId, out(bytes)).catch(() => {}) : this.raw(bytes) }
  raw (bytes) { this.hub.connection.send(bytes instanceof Uint8Array ? bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) : bytes).catch(() => {}) }
  get ws () { return { _socket: this.hub.connection?.transport?._webSocket?._socket } }
  close () { this.hub.stop() }
  terminate () { const w = this.hub.connection?.transport?._webSocket; w?.terminate ? w.terminate() : this.hub.stop() }
}

export function connect (url, docId, identity, opts = {}) {
  return new Session(url, docId, identity, opts)
}
