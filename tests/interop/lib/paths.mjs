// Paths of the runner protocol: ["root", step, ...], a step is a key or an index.
import * as Y from 'yjs'
import { constructorOf, kindOf } from './tagged.mjs'

const embedAt = (text, index) => {
  let position = 0
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (position === index) return item.content.type
    position += item.length
  }
}

const child = (type, step) => {
  if (type instanceof Y.Text) return embedAt(type, step)
  if (type instanceof Y.XmlElement && typeof step === 'string') return type.getAttribute(step)
  return type.get(step)
}

export const rootOf = (doc, roots, name) => doc.get(name, constructorOf(roots[name]))

export const resolvePath = (doc, roots, [name, ...steps]) => {
  let type = rootOf(doc, roots, name)
  for (const step of steps) {
    type = child(type, step)
    if (!(type instanceof Y.AbstractType)) throw new Error(`no shared type at ${JSON.stringify([name, ...steps])}`)
  }
  return type
}

const isLiveUnit = item => !item.deleted && item.countable

const stepTo = item => {
  if (item.parentSub !== null) return item.parentSub
  let index = 0
  for (let other = item.parent._start; other !== item && other !== null; other = other.right) {
    if (isLiveUnit(other)) index += other.length
  }
  return index
}

export const pathOf = type => {
  const steps = []
  for (; type._item !== null; type = type._item.parent) steps.unshift(stepTo(type._item))
  return [Y.findRootTypeKey(type), ...steps]
}

const MaxDepth = 4

/** Every live shared type of the document that a path leads to, as { path, type, kind }. */
export const livePlaces = (doc, roots) => {
  const places = []
  const visit = (type, path) => {
    places.push({ path, type, kind: kindOf(type) })
    if (path.length > MaxDepth) return
    let index = 0
    for (let item = type._start; item !== null; item = item.right) {
      if (!isLiveUnit(item)) continue
      if (item.content instanceof Y.ContentType) visit(item.content.type, [...path, index])
      index += item.length
    }
    if (type instanceof Y.Text) return
    for (const [key, item] of type._map) {
      if (!item.deleted && item.content instanceof Y.ContentType) visit(item.content.type, [...path, key])
    }
  }
  for (const name of Object.keys(roots)) visit(rootOf(doc, roots, name), [name])
  return places
}
