// Updates that no Yjs wrote: grammatical, but with contradictions inside, or with sizes that nobody can hold.
import * as encoding from 'lib0/encoding'
import { toBase64 } from '../tagged.mjs'

const Huge = [2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 45, Number.MAX_SAFE_INTEGER]
const Clients = [1, 2, 3, Number.MAX_SAFE_INTEGER]

const written = write => {
  const encoder = encoding.createEncoder()
  write(encoder)
  return toBase64(encoding.toUint8Array(encoder))
}
const uint = encoding.writeVarUint
const string = encoding.writeVarString

const writeId = (encoder, random) => {
  uint(encoder, random.pick(Clients))
  uint(encoder, random.chance(0.03) ? random.pick(Huge) : random.below(12))
}

const contents = {
  1: (encoder, random) => uint(encoder, random.chance(0.1) ? random.pick(Huge) : random.below(4)),
  2: (encoder, random) => {
    uint(encoder, 2)
    string(encoder, 'undefined')
    string(encoder, random.pick(['1', '{', '"\\ud800"', '']))
  },
  3: encoder => encoding.writeVarUint8Array(encoder, new Uint8Array(3)),
  4: (encoder, random) => string(encoder, random.pick(['', 'a', 'abc', '😀'])),
  5: (encoder, random) => string(encoder, random.pick(['{}', '[1', 'null', '"x"'])),
  6: (encoder, random) => {
    string(encoder, 'b')
    string(encoder, random.pick(['true', 'null', '{"a":']))
  },
  7: (encoder, random) => {
    const type = random.below(9)
    uint(encoder, type)
    if (type === 3 || type === 5) string(encoder, 'p')
  },
  8: (encoder, random) => {
    const count = random.below(3)
    uint(encoder, random.chance(0.05) ? random.pick(Huge) : count)
    for (let k = 0; k < count; k++) encoding.writeAny(encoder, random.pick([1, 'x', null, undefined, [1], { a: 1 }]))
  },
  9: (encoder, random) => {
    string(encoder, random.pick(['d1', 'd2']))
    encoding.writeAny(encoder, random.pick([{}, { gc: false }, null, 7, { autoLoad: 'yes', meta: [] }]))
  }
}

const writeStruct = (encoder, random) => {
  const ref = random.pick([0, 1, 2, 3, 4, 4, 4, 5, 6, 6, 7, 7, 7, 8, 8, 9, 10])
  if (ref === 0 || ref === 10) {
    encoding.writeUint8(encoder, ref)
    uint(encoder, random.chance(0.1) ? random.pick(Huge) : random.below(4))
    return
  }
  const [origin, rightOrigin, key] = [0.4, 0.3, 0.3].map(probability => random.chance(probability))
  encoding.writeUint8(encoder, ref | (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0) | (key ? 0x20 : 0))
  if (origin) writeId(encoder, random)
  if (rightOrigin) writeId(encoder, random)
  if (!origin && !rightOrigin) {
    const root = random.chance(0.5)
    uint(encoder, root ? 1 : 0)
    if (root) string(encoder, random.pick(['text', 'map', 'new']))
    else writeId(encoder, random)
    if (key) string(encoder, random.pick(['k', 'l']))
  }
  contents[ref](encoder, random)
}

const writeDeletes = (encoder, random) => {
  const clients = random.below(3)
  uint(encoder, clients)
  for (let k = 0; k < clients; k++) {
    uint(encoder, random.pick(Clients))
    const ranges = random.below(3)
    uint(encoder, ranges)
    for (let j = 0; j < ranges; j++) {
      uint(encoder, random.chance(0.1) ? random.pick(Huge) : random.below(12))
      uint(encoder, random.chance(0.1) ? random.pick(Huge) : random.below(6))
    }
  }
}

/** An update that reads well and makes no sense: items inside themselves, origins elsewhere, parents that are letters. */
const nonsense = random => written(encoder => {
  const blocks = random.between(1, 3)
  uint(encoder, blocks)
  for (let k = 0; k < blocks; k++) {
    const count = random.between(1, 6)
    uint(encoder, count)
    uint(encoder, random.pick(Clients))
    uint(encoder, random.chance(0.05) ? random.pick(Huge) : random.below(4))
    for (let j = 0; j < count; j++) writeStruct(encoder, random)
  }
  writeDeletes(encoder, random)
})

const block = (structs, write) => written(encoder => {
  for (const number of [1, structs, 1, 0]) uint(encoder, number)
  write(encoder)
  uint(encoder, 0)
})
const inRoot = (encoder, ref) => {
  encoding.writeUint8(encoder, ref)
  uint(encoder, 1)
  string(encoder, 'array')
}

const deepAny = depth => block(1, encoder => {
  inRoot(encoder, 8)
  uint(encoder, 1)
  for (let k = 0; k < depth; k++) encoding.writeUint8Array(encoder, new Uint8Array([117, 1]))
  encoding.writeUint8(encoder, 126)
})
const deepJson = (depth, ref) => block(1, encoder => {
  inRoot(encoder, ref)
  if (ref === 6) string(encoder, 'b')
  if (ref === 2) uint(encoder, 1)
  string(encoder, '['.repeat(depth) + ']'.repeat(depth))
})
const deepTypes = depth => block(depth, encoder => {
  for (let k = 0; k < depth; k++) {
    if (k === 0) inRoot(encoder, 7)
    else for (const number of [7, 0, 1, k - 1]) uint(encoder, number)
    uint(encoder, 0)
  }
})
const deleteFirst = written(encoder => { for (const number of [0, 1, 1, 1, 0, 1]) uint(encoder, number) })
/** Runs that wait for something before them: cheap to announce, they must not poison the document that keeps them. */
const waitingRuns = count => written(encoder => {
  for (const number of [1, count, 1, 5]) uint(encoder, number)
  for (let k = 0; k < count; k++) for (const number of [0, 1]) uint(encoder, number)
  uint(encoder, 0)
})
const manyBlocks = count => written(encoder => {
  uint(encoder, count)
  for (const number of [count, 1, 0]) uint(encoder, number)
})

/** V2: columns whose runs announce more than anybody can hold. */
const bomb = random => written(encoder => {
  const run = encoder2 => {
    encoding.writeVarInt(encoder2, -random.below(5))
    uint(encoder2, random.pick(Huge) - 2)
  }
  uint(encoder, 0)
  for (let column = 0; column < 9; column++) {
    encoding.writeVarUint8Array(encoder, random.chance(0.2) ? new Uint8Array() : encoding.encode(run))
  }
  for (const number of [1, random.pick(Huge), 1, 0]) uint(encoder, number)
})

const Depth = 100_000
const sizes = random => random.pick([
  [deepAny(Depth)],
  [2, 5, 6].map(ref => deepJson(Depth, ref)),
  [deepTypes(Depth), deleteFirst],
  [waitingRuns(Depth), waitingRuns(2)],
  Huge.map(manyBlocks)
])

export const generateForged = random => ({
  kind: 'script',
  roots: {},
  docs: [],
  steps: [{ do: 'bad', us: random.chance(0.1) ? sizes(random) : random.list(5, 40, () => nonsense(random)), f: 1 }, { do: 'bad', us: random.list(1, 5, () => bomb(random)), f: 2 }]
})
