// Unmodified providers of other makers, each behind the same few words.
import WebSocket from 'ws'
import * as Y from 'yjs'
import * as hocuspocus3 from 'hocuspocus-provider-3'
import * as hocuspocus4 from 'hocuspocus-provider-4'
import * as yWebsocket2 from 'y-websocket-2'
import * as yWebsocket3 from 'y-websocket-3'
import { until } from './until.mjs'

/** Providers open all over a test; closed at its end. */
const open = []

export async function closeAll () {
  for (const close of open.splice(0)) await close()
}

const hocuspocus = library => (server, section, token, options = {}) => {
  const doc = options.doc ?? new Y.Doc()
  const client = { doc, stateless: [], closes: [], denials: [], scopes: [] }
  client.socket = options.socket ?? new library.HocuspocusProviderWebsocket({ url: `${server.ws}/collab`, WebSocketPolyfill: WebSocket, delay: 100, minDelay: 100, maxDelay: 300 })
  client.provider = new library.HocuspocusProvider({
    websocketProvider: client.socket,
    name: section,
    document: doc,
    token,
    ...options.provider,
    onStateless: ({ payload }) => client.stateless.push(JSON.parse(payload)),
    onClose: ({ event }) => client.closes.push(event.code),
    onAuthenticationFailed: ({ reason }) => client.denials.push(reason),
    onAuthenticated: ({ scope }) => client.scopes.push(scope)
  })
  client.provider.attach()
  client.awareness = client.provider.awareness
  client.isSynced = () => client.provider.synced
  client.isSaved = () => client.provider.synced && !client.provider.hasUnsyncedChanges
  client.synced = () => until('the provider is synced', client.isSynced)
  client.saved = () => until('all is saved', client.isSaved)
  client.stop = () => {
    client.provider.destroy()
    client.socket.destroy()
  }
  open.push(() => {
    client.stop()
    doc.destroy()
  })
  return client
}

const yWebsocket = library => (server, section, token, options = {}) => {
  const doc = options.doc ?? new Y.Doc()
  const client = { doc, closes: [], closed: [] }
  client.provider = new library.WebsocketProvider(`${server.ws}/yjs`, section, doc,
    { WebSocketPolyfill: WebSocket, disableBc: true, params: { token }, maxBackoffTime: 300, ...options.provider })
  client.provider.on('connection-close', event => event && client.closes.push(event.code))
  client.provider.on('closed', event => client.closed.push(event))
  client.awareness = client.provider.awareness
  client.isSynced = () => client.provider.synced
  client.synced = () => until('the provider is synced', client.isSynced)
  client.stop = () => client.provider.destroy()
  open.push(() => {
    client.stop()
    doc.destroy()
  })
  return client
}

export const makers = {
  'hocuspocus 3': hocuspocus(hocuspocus3),
  'hocuspocus 4': hocuspocus(hocuspocus4),
  'y-websocket 2': yWebsocket(yWebsocket2),
  'y-websocket 3': yWebsocket(yWebsocket3)
}

export const hocuspocusMakers = Object.fromEntries(Object.entries(makers).filter(([name]) => name.startsWith('hocuspocus')))
export const yWebsocketMakers = Object.fromEntries(Object.entries(makers).filter(([name]) => name.startsWith('y-websocket')))

/** A socket that speaks bytes: for what no provider would send. */
export class Raw {
  static async open (url, protocols = []) {
    const raw = new Raw()
    raw.frames = []
    raw.ws = new WebSocket(url, protocols)
    raw.ws.on('message', data => raw.frames.push(data.toString('hex')))
    raw.ws.on('close', (code, reason) => { raw.end = { code, reason: reason.toString() } })
    await new Promise((resolve, reject) => {
      raw.ws.on('open', resolve)
      raw.ws.on('error', reject)
    })
    open.push(() => raw.ws.terminate())
    return raw
  }

  send (...frames) {
    for (const frame of frames) this.ws.send(typeof frame === 'string' ? Buffer.from(frame, 'hex') : frame)
  }

  /** The first frame that begins so, taken out. */
  async next (prefix) {
    const index = await until(`a frame ${prefix}… comes`, () => {
      const found = this.frames.findIndex(frame => frame.startsWith(prefix))
      return found >= 0 && { found }
    })
    return this.frames.splice(index.found, 1)[0]
  }

  closed () {
    return until('the socket closes', () => this.end)
  }
}
