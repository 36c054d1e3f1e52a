// An update taken apart into its smallest units, one per clock, so that two updates with the same content compare equal
// however their structs are cut up.
import * as Y from 'yjs'
import { toTagged } from './tagged.mjs'

const idText = id => id && `${id.client}:${id.clock}`

const contentUnits = content => {
  switch (content.constructor) {
    case Y.ContentString: return [...Array(content.str.length).keys()].map(k => content.str.charCodeAt(k))
    case Y.ContentAny: case Y.ContentJSON: return content.arr.map(toTagged)
    case Y.ContentDeleted: return Array(content.len).fill('deleted')
    case Y.ContentBinary: return [toTagged(content.content)]
    case Y.ContentEmbed: return [toTagged(content.embed)]
    case Y.ContentFormat: return [[content.key, toTagged(content.value)]]
    case Y.ContentType: return [[content.type.constructor.name, content.type.nodeName ?? content.type.hookName ?? null]]
    case Y.ContentDoc: return [[content.doc.guid, toTagged(content.opts)]]
    default: throw new Error(`content ${content.constructor.name}`)
  }
}

const itemUnits = item => contentUnits(item.content).map((unit, k) => {
  const first = k === 0
  const alone = first && item.origin === null && item.rightOrigin === null
  return {
    content: item.content.constructor.name,
    unit,
    origin: first ? idText(item.origin) : idText({ client: item.id.client, clock: item.id.clock + k - 1 }),
    rightOrigin: idText(item.rightOrigin),
    ...(alone ? { parent: typeof item.parent === 'string' ? `root ${item.parent}` : idText(item.parent), key: item.parentSub } : {})
  }
})

export const unitsOf = (update, format) => {
  const { structs, ds } = (format === 2 ? Y.decodeUpdateV2 : Y.decodeUpdate)(update)
  const units = new Map()
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue
    const parts = struct instanceof Y.GC ? Array(struct.length).fill('collected') : itemUnits(struct)
    parts.forEach((part, k) => units.set(`${struct.id.client}:${struct.id.clock + k}`, part))
  }
  const deletes = new Set()
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) for (let k = 0; k < len; k++) deletes.add(`${client}:${clock + k}`)
  }
  return { units, deletes }
}
