// Items of a section, as the web client makes them.
import * as Y from 'yjs'

export const itemId = i => 'i-' + String(i).padStart(16, '0')

export function makeItem (order, text = '') {
  const item = new Y.Map()
  for (const [key, value] of Object.entries({ column: 'strength', kind: 'experience', speaker: '', order, status: 'onTable' })) item.set(key, value)
  item.set('text', new Y.Text(text))
  return item
}
