// The safety card as any Yjs client can write it: root map "items" of item maps (web-client/src/collab/items.ts).
import * as Y from 'yjs'

let count = 0

export const newItem = () => `i-${(Date.now().toString(36) + (count++).toString(36)).padStart(16, '0').slice(-16)}`

/** Adds an item in one transaction; returns its id. */
export function addItem (doc, text = '', id = newItem()) {
  doc.transact(() => {
    const item = new Y.Map()
    item.set('column', 'strength')
    item.set('kind', 'experience')
    item.set('speaker', '')
    item.set('order', Date.now())
    item.set('status', 'onTable')
    item.set('text', new Y.Text(text))
    doc.getMap('items').set(id, item)
  })
  return id
}

export const textOf = (doc, id) => doc.getMap('items').get(id)?.get('text')?.toString()

export const type = (doc, id, words) => {
  const text = doc.getMap('items').get(id).get('text')
  text.insert(text.length, words)
}
