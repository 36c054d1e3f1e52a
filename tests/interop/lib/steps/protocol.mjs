// Awareness and sync messages of y-protocols, and the primitive encodings below them.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as awareness from 'y-protocols/awareness'
import * as sync from 'y-protocols/sync'
import { decodeValues, encodeValues } from '../codecs.mjs'
import { fromTagged, toBase64 } from '../tagged.mjs'

const byClientDescending = map => [...map].sort(([a], [b]) => b - a)
const written = write => {
  const encoder = encoding.createEncoder()
  const type = write(encoder)
  return { type, bytes: toBase64(encoding.toUint8Array(encoder)) }
}
const awarenessOf = (reference, { a }) => reference.awarenesses[a].awareness

export const protocolSteps = {
  aw (reference, step, { doc }) { reference.awarenesses.push({ awareness: new awareness.Awareness(doc) }) },
  awset (reference, step) { awarenessOf(reference, step).setLocalState(fromTagged(step.v)) },
  awfield (reference, step) { awarenessOf(reference, step).setLocalStateField(step.k, fromTagged(step.v)) },
  awrm (reference, step) { awareness.removeAwarenessStates(awarenessOf(reference, step), step.c, 'removed') },
  awenc: (reference, step) => ({ aw: toBase64(awareness.encodeAwarenessUpdate(awarenessOf(reference, step), step.c)) }),
  awapply (reference, step) {
    const target = awarenessOf(reference, step)
    const seen = { change: null, update: null }
    const listeners = ['change', 'update'].map(name => [name, ({ added, updated, removed }) => { seen[name] = { added, updated, removed } }])
    for (const [name, listener] of listeners) target.on(name, listener)
    awareness.applyAwarenessUpdate(target, reference.bytes(step.u), 'remote')
    for (const [name, listener] of listeners) target.off(name, listener)
    return seen
  },
  awstate (reference, step) {
    const { states, meta } = awarenessOf(reference, step)
    return {
      states: byClientDescending(states),
      clocks: byClientDescending(meta).map(([client, { clock }]) => [client, clock])
    }
  },
  sync1: (reference, step, { doc }) => ({ msg: written(encoder => sync.writeSyncStep1(encoder, doc)).bytes }),
  syncupd: (reference, { u }) => ({ msg: written(encoder => sync.writeUpdate(encoder, reference.bytes(u))).bytes }),
  syncread (reference, { m }, { doc }) {
    const decoder = decoding.createDecoder(reference.bytes(m))
    const { type, bytes } = written(encoder => sync.readSyncMessage(decoder, encoder, doc, 'remote'))
    return { type, reply: bytes }
  },
  lib0e: (reference, { e, v }) => ({ b: toBase64(encodeValues(e, v)) }),
  lib0d: (reference, { e, b, n }) => ({ v: decodeValues(e, reference.bytes(b), n) })
}
