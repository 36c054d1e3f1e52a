import * as Y from 'yjs'
import { ROOT } from './thin.mjs'
import { until } from './stats.mjs'

let nextID = 4_100_000_000

/** What people typed: the root text of the peers, or the texts of a section's items. */
function textOf (doc) {
  if (doc.share.has('items')) return [...doc.getMap('items').entries()].sort().map(([, item]) => item.get('text').toString()).join('')
  return doc.getText(ROOT).toString()
}

/** Two full clients open the doc: both must hold every author's clocks, and the same text. */
export async function converges (connect, url, docId, clocks, ms = 8000) {
  const sessions = [0, 1].map(() => connect(url, docId, { clientID: nextID++, name: 'verifier' }, { full: true }))
  try {
    await Promise.race([Promise.all(sessions.map(s => s.ready)), new Promise((resolve, reject) => setTimeout(() => reject(new Error('no sync')), ms))])
    const complete = s => clocks.every(([, id, clock]) => Y.getState(s.doc.store, id) >= clock)
    if (!await until(() => sessions.every(complete), ms)) return false
    const texts = sessions.map(s => textOf(s.doc))
    return texts[0] === texts[1] && texts[0].length >= clocks.reduce((n, c) => n + c[2], 0)
  } catch { return false } finally { for (const s of sessions) s.close() }
}
