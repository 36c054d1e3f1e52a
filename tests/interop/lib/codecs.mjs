// The primitive encodings of lib0, for the steps `lib0e` and `lib0d`.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { fromTagged, toTagged } from './tagged.mjs'

const plain = (write, read) => ({
  encode: values => {
    const encoder = encoding.createEncoder()
    for (const value of values) write(encoder, fromTagged(value))
    return encoding.toUint8Array(encoder)
  },
  reader: bytes => {
    const decoder = decoding.createDecoder(bytes)
    return () => read(decoder)
  }
})
const column = (newEncoder, newDecoder, finish = encoder => encoder.toUint8Array()) => ({
  encode: values => {
    const encoder = newEncoder()
    for (const value of values) encoder.write(value)
    return finish(encoder)
  },
  reader: bytes => {
    const decoder = newDecoder(bytes)
    return () => decoder.read()
  }
})

const codecs = {
  varuint: plain(encoding.writeVarUint, decoding.readVarUint),
  varint: plain(encoding.writeVarInt, decoding.readVarInt),
  varstring: plain(encoding.writeVarString, decoding.readVarString),
  any: plain(encoding.writeAny, decoding.readAny),
  uintoptrle: column(() => new encoding.UintOptRleEncoder(), bytes => new decoding.UintOptRleDecoder(bytes)),
  intdiffoptrle: column(() => new encoding.IntDiffOptRleEncoder(), bytes => new decoding.IntDiffOptRleDecoder(bytes)),
  rle8: column(() => new encoding.RleEncoder(encoding.writeUint8), bytes => new decoding.RleDecoder(bytes, decoding.readUint8), encoding.toUint8Array),
  string: column(() => new encoding.StringEncoder(), bytes => new decoding.StringDecoder(bytes))
}

export const encodeValues = (codec, values) => codecs[codec].encode(values)
export const decodeValues = (codec, bytes, count) => {
  const read = codecs[codec].reader(bytes)
  return Array.from({ length: count }, () => toTagged(read()))
}
