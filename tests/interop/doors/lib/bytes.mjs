// Frames by hand.
import * as encoding from 'lib0/encoding'

const hex = encoder => Buffer.from(encoding.toUint8Array(encoder)).toString('hex')

const written = write => {
  const encoder = encoding.createEncoder()
  write(encoder)
  return hex(encoder)
}

export const address = text => written(e => encoding.writeVarString(e, text))

/** A Hocuspocus token message behind an address. */
export const auth = (name, token, version = '4.8.0') => address(name) + written(e => {
  encoding.writeVarUint(e, 2)
  encoding.writeVarUint(e, 0)
  encoding.writeVarString(e, token)
  encoding.writeVarString(e, version)
})

/** A sync message: 0 step 1, 1 step 2, 2 update. */
export const sync = (kind, bytes) => written(e => {
  encoding.writeVarUint(e, 0)
  encoding.writeVarUint(e, kind)
  encoding.writeVarUint8Array(e, bytes)
})

/** An awareness message of one client. */
export const awareness = (client, clock, state) => written(e => {
  encoding.writeVarUint(e, 1)
  const inner = encoding.createEncoder()
  encoding.writeVarUint(inner, 1)
  encoding.writeVarUint(inner, client)
  encoding.writeVarUint(inner, clock)
  encoding.writeVarString(inner, typeof state === 'string' ? state : JSON.stringify(state))
  encoding.writeVarUint8Array(e, encoding.toUint8Array(inner))
})

export const Step1 = '00000100'
export const EmptyStep2 = '0001020000'
