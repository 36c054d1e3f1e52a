// A thin client of the hub: the SignalR JSON protocol over one WebSocket, no reconnecting.
import WebSocket from 'ws'

const RS = '\x1e'

export class Hub {
  #calls = new Map(); #handlers = new Map(); #waiting = new Map(); #id = 0

  static connect (url, cookie) {
    return new Promise((resolve, reject) => {
      const hub = new Hub()
      hub.ws = new WebSocket(url.replace(/^http/, 'ws').replace(/\/$/, '') + '/hubs/table', { headers: { cookie }, perMessageDeflate: false, handshakeTimeout: 20000, maxPayload: 1 << 28 })
      hub.closed = new Promise(closed => hub.ws.on('close', closed))
      hub.ws.on('error', reject)
      hub.ws.on('open', () => hub.ws.send(`{"protocol":"json","version":1}${RS}`))
      hub.ws.on('close', code => { reject(new Error('closed ' + code)); for (const call of hub.#calls.values()) call.reject(new Error('closed ' + code)) })
      hub.ws.on('message', data => {
        hub.bytesIn = (hub.bytesIn ?? 0) + data.length
        for (const part of data.toString().split(RS)) {
          if (!part) continue
          if (part === '{}') { resolve(hub); continue }
          hub.#take(JSON.parse(part))
        }
      })
    })
  }

  on (target, handler) { this.#handlers.set(target, handler) }
  next (target) { return new Promise(resolve => { const waiting = this.#waiting.get(target) ?? []; waiting.push(resolve); this.#waiting.set(target, waiting) }) }
  send (target, request) { this.#write({ type: 1, target, arguments: [request] }) }

  invoke (target, request) {
    const invocationId = String(++this.#id)
    return new Promise((resolve, reject) => {
      this.#calls.set(invocationId, { resolve, reject })
      this.#write({ type: 1, invocationId, target, arguments: [request] })
    })
  }

  close () { this.ws.close() }
  terminate () { this.ws.terminate() }
  #write (message) { if (this.ws.readyState === WebSocket.OPEN) this.ws.send(JSON.stringify(message) + RS) }

  #take (message) {
    if (message.type === 1) {
      this.#waiting.get(message.target)?.shift()?.(message.arguments[0])
      this.#handlers.get(message.target)?.(message.arguments[0])
    } else if (message.type === 3) {
      const call = this.#calls.get(message.invocationId)
      this.#calls.delete(message.invocationId)
      message.error ? call?.reject(new Error(message.error)) : call?.resolve(message.result)
    } else if (message.type === 6) this.#write({ type: 6 })
  }
}
