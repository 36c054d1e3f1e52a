// Old versions of Yjs wrote list and map values as JSON texts (content 2) where today's write `any` (content 8). No
// present Yjs writes them, every reader must take them: this rewrites a V1 update as an old Yjs would have sent it.
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { fromBase64, toBase64 } from './tagged.mjs'

/** What JSON keeps as it is, or undefined on its own, which had a text of its own. */
const isJson = value => {
  if (value === undefined || value === null || typeof value === 'boolean' || typeof value === 'string') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value instanceof Uint8Array) return false
  return Object.values(value).every(part => part !== undefined && isJson(part))
}

const aged = struct => {
  if (struct.content instanceof Y.ContentAny && struct.content.arr.every(isJson)) struct.content = new Y.ContentJSON(struct.content.arr)
  return struct
}

const byClient = structs => {
  const clients = new Map()
  for (const struct of structs) {
    if (!clients.has(struct.id.client)) clients.set(struct.id.client, [])
    clients.get(struct.id.client).push(struct)
  }
  return clients
}

const writeDeletes = (encoder, { clients }) => {
  encoding.writeVarUint(encoder, clients.size)
  for (const [client, ranges] of clients) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, ranges.length)
    for (const { clock, len } of ranges) {
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarUint(encoder, len)
    }
  }
}

export const toLegacy = base64 => {
  if (base64 === undefined) return undefined
  const { structs, ds } = Y.decodeUpdate(fromBase64(base64))
  const encoder = new Y.UpdateEncoderV1()
  const clients = byClient(structs.map(aged))
  encoding.writeVarUint(encoder.restEncoder, clients.size)
  for (const [client, list] of clients) {
    encoding.writeVarUint(encoder.restEncoder, list.length)
    encoding.writeVarUint(encoder.restEncoder, client)
    encoding.writeVarUint(encoder.restEncoder, list[0].id.clock)
    for (const struct of list) struct.write(encoder, 0)
  }
  writeDeletes(encoder.restEncoder, ds)
  return toBase64(encoder.toUint8Array())
}
