// Awareness between several replicas, and the primitive encodings of lib0.
import { encodeValues } from '../codecs.mjs'
import { toBase64 } from '../tagged.mjs'
import { Scene } from './scene.mjs'
import { randomAny, randomJson, randomWord } from './values.mjs'

const localChange = (scene, a) => {
  const { random } = scene
  if (random.chance(0.4)) scene.do({ do: 'awfield', a, k: random.pick(['user', 'cursor', 'é']), v: randomJson(random) })
  else scene.do({ do: 'awset', a, v: random.chance(0.2) ? null : { user: { name: randomWord(random) }, n: random.below(5) } })
}

export const generateAwareness = (random, look) => {
  const scene = new Scene(random, look)
  const messages = []
  try {
    for (let d = 0; d < scene.docs.length; d++) scene.do({ do: 'aw', d })
    const rounds = random.between(...look.rounds)
    for (let round = 0; round < rounds; round++) {
      const a = scene.anyReplica()
      const known = [...scene.reference.awarenesses[a].awareness.meta.keys()]
      switch (random.weighted({ local: 5, encode: 4, apply: 5, remove: 0.7, state: 1 })) {
        case 'local': localChange(scene, a); break
        case 'encode': messages.push({ out: scene.do({ do: 'awenc', a, c: random.shuffle(known).slice(0, random.between(1, known.length)) }), field: 'aw' }); break
        case 'apply': if (messages.length > 0) scene.do({ do: 'awapply', a, u: random.chance(0.6) ? messages.at(-1) : random.pick(messages) }); break
        case 'remove': scene.do({ do: 'awrm', a, c: [random.pick(known)] }); break
        default: scene.do({ do: 'awstate', a })
      }
    }
    for (let a = 0; a < scene.docs.length; a++) scene.do({ do: 'awstate', a })
    return scene.recipe('script')
  } finally {
    scene.dispose()
  }
}

const Edges = [0, 1, 63, 64, 127, 128, 300, 16383, 16384, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 45, 2 ** 53 - 1]
const wholeNumber = random => random.chance(0.5) ? random.pick(Edges) : random.below(6)
const signed = random => wholeNumber(random) * (random.chance(0.5) ? 1 : -1) + 0
// A difference is written doubled, so its encoding holds one bit less.
const halved = random => random.chance(0.7) ? random.between(-4, 8) : Math.floor(signed(random) / 4)

const samples = {
  varuint: wholeNumber,
  varint: signed,
  varstring: randomWord,
  any: randomAny,
  uintoptrle: wholeNumber,
  intdiffoptrle: halved,
  rle8: random => random.below(random.chance(0.7) ? 3 : 256),
  string: randomWord
}

export const generateEncodings = random => {
  const steps = random.list(3, 8, () => {
    const e = random.pick(Object.keys(samples))
    const v = random.list(1, 12, () => samples[e](random)).flatMap(value => Array(random.chance(0.2) ? 3 : 1).fill(value))
    return [{ do: 'lib0e', e, v }, { do: 'lib0d', e, b: toBase64(encodeValues(e, v)), n: v.length }]
  }).flat()
  return { kind: 'script', roots: {}, docs: [], steps }
}
