// The kinds of cases: name -> seeded generator of a recipe.
import { generateDocumentless, generateHostile } from './documentless.mjs'
import { generateForged } from './forged.mjs'
import { generateHistory } from './histories.mjs'
import { generateAwareness, generateEncodings } from './protocols.mjs'
import { generateScript } from './scripts.mjs'
import { Random } from '../random.mjs'

const Few = [2, 3]
const Many = [4, 8]
const everything = { text: 'text', map: 'map', array: 'array', xml: 'frag' }

const plainText = { roots: { text: 'text' }, plain: true }
const richText = { roots: { text: 'text' }, types: 0.1 }
const maps = { roots: { map: 'map', other: 'map' }, types: 0.2 }
const arrays = { roots: { array: 'array' }, types: 0.2 }
const xml = { roots: { xml: 'frag', text: 'xmltext', element: 'elem' }, types: 0.1 }
const mixed = { roots: everything, types: 0.25, subdocuments: 0.03 }
const everythingLarge = { roots: { text: 'text', array: 'array' }, size: 2000, plain: true }
const nested = { roots: { map: 'map', array: 'array' }, types: 0.5 }

const history = look => random => generateHistory(random, { replicas: Few, rounds: [10, 40], ...look })
const script = look => random => generateScript(random, { replicas: [1, 3], rounds: [8, 30], actions: {}, ...look })
const documentless = look => random => generateDocumentless(random, { replicas: Few, rounds: [4, 15], ...look })
const hostile = look => random => generateHostile(random, { replicas: Few, rounds: [4, 12], ...look })

export const groups = {
  'history.text': history(plainText),
  'history.rich-text': history(richText),
  'history.map': history(maps),
  'history.array': history(arrays),
  'history.xml': history(xml),
  'history.nested': history(nested),
  'history.mixed': history(mixed),
  'history.crowd': history({ ...plainText, replicas: Many, rounds: [20, 60] }),
  'history.rich-crowd': history({ ...richText, types: 0, replicas: Many, rounds: [20, 60] }),
  'history.undo-text': history({ ...richText, types: 0, undo: 3 }),
  'history.undo-mixed': history({ ...mixed, undo: 3 }),
  'history.second-format': history({ ...mixed, secondFormat: 1 }),
  'history.legacy': history({ ...maps, roots: { map: 'map', array: 'array' }, legacy: true }),
  'history.large': history({ ...everythingLarge, rounds: [150, 250] }),
  'script.text': script(plainText),
  'script.rich-text': script(richText),
  'script.map': script(maps),
  'script.array': script(arrays),
  'script.xml': script(xml),
  'script.nested': script(nested),
  'script.mixed': script(mixed),
  'script.crowd': script({ ...richText, replicas: Many, rounds: [20, 60] }),
  'script.large': script({ ...everythingLarge, rounds: [150, 300], replicas: [1, 2] }),
  'script.events-text': script({ ...richText, observers: 1 }),
  'script.events-mixed': script({ ...mixed, observers: 0.8 }),
  'script.undo-plain-text': script({ ...plainText, rounds: [15, 40], actions: { undo: 10 } }),
  'script.undo-text': script({ ...richText, rounds: [15, 40], actions: { undo: 8 } }),
  'script.undo-map': script({ ...maps, roots: { map: 'map' }, rounds: [15, 40], actions: { undo: 10 } }),
  'script.undo-mixed': script({ ...mixed, rounds: [15, 40], actions: { undo: 8 } }),
  'script.undo-nested': script({ ...nested, rounds: [15, 40], actions: { undo: 10 } }),
  'script.undo-observed': script({ ...mixed, observers: 0.5, actions: { undo: 6 } }),
  'script.positions-text': script({ ...richText, rounds: [15, 40], actions: { relativePosition: 10, undo: 3 } }),
  'script.positions-mixed': script({ ...mixed, rounds: [15, 40], actions: { relativePosition: 10, undo: 3 } }),
  'script.positions-undo': script({ ...plainText, replicas: Few, rounds: [20, 50], actions: { relativePosition: 12, undo: 10, receive: 6 } }),
  'script.snapshots-text': script({ ...richText, gc: 0.2, actions: { snapshot: 5 } }),
  'script.snapshots-mixed': script({ ...mixed, gc: 0.2, actions: { snapshot: 5, undo: 1 } }),
  'script.subdocuments': script({ roots: { map: 'map', array: 'array' }, types: 0.1, subdocuments: 0.35, actions: { subdocument: 4, undo: 1 } }),
  'script.sync': script({ ...mixed, replicas: Few, actions: { syncProtocol: 4 } }),
  'updates.text': documentless(plainText),
  'updates.mixed': documentless(mixed),
  'updates.crowd': documentless({ ...mixed, replicas: Many, rounds: [10, 30] }),
  awareness: random => generateAwareness(random, { roots: {}, replicas: [1, 4], rounds: [5, 30] }),
  encodings: generateEncodings,
  'hostile.text': hostile(richText),
  'hostile.mixed': hostile(mixed),
  'hostile.forged': generateForged
}

/** The recipe of a group for a seed. */
export const generate = (group, seed) => groups[group](new Random(`${group}:${seed}`))
