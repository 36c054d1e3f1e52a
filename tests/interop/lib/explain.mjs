// Puts a difference into words: what was expected, what came, and what the updates in it hold.
import { fromBase64 } from './tagged.mjs'
import * as Y from 'yjs'

const MaxText = 1500
const short = value => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > MaxText ? `${text.slice(0, MaxText)}…` : text
}

const structText = struct => {
  const { id, length } = struct
  const place = `${id.client}:${id.clock}+${length}`
  if (struct instanceof Y.GC) return `${place} GC`
  if (struct instanceof Y.Skip) return `${place} Skip`
  const idText = other => other ? `${other.client}:${other.clock}` : '-'
  const parent = typeof struct.parent === 'string' ? `"${struct.parent}"` : struct.parent ? idText(struct.parent) : '.'
  const { constructor, str, arr, key, value, type, len, doc } = struct.content
  const content = short(str ?? arr ?? (key && [key, value]) ?? type?.constructor.name ?? len ?? doc?.guid ?? '')
  return `${place} ${constructor.name} ${content} origin ${idText(struct.origin)} right ${idText(struct.rightOrigin)} parent ${parent}${struct.parentSub === null ? '' : ` key ${JSON.stringify(struct.parentSub)}`}`
}

const updateText = (base64, format) => {
  try {
    const { structs, ds } = (format === 2 ? Y.decodeUpdateV2 : Y.decodeUpdate)(fromBase64(base64))
    const deletes = [...ds.clients].map(([client, ranges]) => `${client}: ${ranges.map(({ clock, len }) => `${clock}+${len}`).join(' ')}`)
    return [...structs.map(structText), `deletes ${deletes.join(', ')}`].map(line => `      ${line}`).join('\n')
  } catch (error) {
    return `      not an update: ${error.message}`
  }
}

const updates = (value, format) => [value].flat().filter(u => typeof u === 'string').map(u => updateText(u, format)).join('\n      --\n')

export const explainWhere = ({ error, output, field, expected, got }) => {
  if (error) return `   ${error}`
  const format = { v1: 1, u1: 1, v2: 2, u2: 2 }[field]
  const lines = [`   output ${output}, field ${field}`, `   expected ${short(expected)}`]
  if (format) lines.push(updates(expected, format))
  lines.push(`   got      ${short(got)}`)
  if (format) lines.push(updates(got, format))
  return lines.join('\n')
}

/** A finding of the shrinker as text. */
export const explain = ({ testCase, expected, verdict, recipe }) => {
  const steps = recipe.steps.map((step, k) => `   ${k}: ${JSON.stringify(step)}`)
  const history = testCase.kind === 'history' ? [`   deliver ${JSON.stringify(recipe.deliver)}`, ...testCase.updates.map((u, k) => `   update ${k}\n${updateText(u, testCase.f)}`)] : []
  return [
    `   roots ${JSON.stringify(recipe.roots)} docs ${JSON.stringify(recipe.docs)}`,
    ...steps,
    ...history,
    explainWhere(verdict.where),
    `   case ${JSON.stringify({ ...testCase, expect: expected })}`
  ].join('\n')
}
