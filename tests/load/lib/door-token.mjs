// Tokens for the doors, got as any page gets them: with the session of the person under whom the simulated client works.
import { personOf, sectionOf } from './dataset.mjs'

const tokens = new Map() // one for each pair of person and section serves any number of connections

/** A token for the section that stands for this document. */
export function doorToken (url, docId, identity) {
  const section = sectionOf(docId)
  const cookie = personOf(section, identity)
  const key = `${section.section} ${cookie}`
  if (!tokens.has(key)) {
    const made = make(url, section.section, cookie)
    tokens.set(key, made)
    made.catch(() => tokens.delete(key))
  }
  return tokens.get(key)
}

async function make (url, section, cookie) {
  const address = `${url.replace(/^ws/, 'http').replace(/\/(yjs|collab)\/?$/, '')}/api/sections/${section}/door-tokens`
  const response = await fetch(address, { method: 'POST', headers: { cookie, 'X-RoundTable': '1', 'Content-Type': 'application/json' }, body: '{}' })
  if (!response.ok) throw new Error(`no token: ${response.status} ${await response.text()}`)
  return (await response.json()).token
}

