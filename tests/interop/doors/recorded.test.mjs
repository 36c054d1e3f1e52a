// Conversations of stock providers with stock servers, as they were recorded (golden-frames.txt): each frame of the client is sent, with
// another name and token in it, and each answer is there. Our servers differ where they must: they say why, and their documents are cards.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, afterEach, before, describe, test } from 'node:test'
import { address, auth } from './lib/bytes.mjs'
import { closeAll, Raw } from './lib/clients.mjs'
import { Server } from './lib/server.mjs'

const NAME = 'plan'
const recorded = readFileSync(new URL('golden-frames.txt', import.meta.url), 'utf8').split(/^## /m).slice(1).map(text => ({
  title: text.split('\n')[0],
  protocols: text.match(/subprotocol=(\S+)/)[1] === '-' ? [] : [text.match(/subprotocol=(\S+)/)[1]],
  frames: [...text.matchAll(/^([CS])>[CS] ([0-9a-f]+)/gm)].map(([, from, hex]) => ({ from, hex }))
}))

describe('recorded', { timeout: 600_000 }, () => {
  let server, ann, section
  before(async () => {
    server = await Server.start()
    ann = await server.enter('Sanae')
    section = ann.liveSectionWith(await server.enter('Peter'))
  })
  afterEach(closeAll)
  after(() => server.stop())

  test('all four conversations are there', () => assert.deepEqual(recorded.map(one => one.frames.length), [15, 6, 15, 7]))

  for (const { title, protocols, frames } of recorded) {
    test(title, async () => {
      const token = await ann.token(section)
      const isCollab = title.startsWith('Hocuspocus')
      const raw = await Raw.open(isCollab ? `${server.ws}/collab` : `${server.ws}/yjs/${section}?token=${encodeURIComponent(token)}`, protocols)
      let edited = false
      for (const { from, hex } of frames) {
        const { behind, body } = isCollab ? opened(hex) : { body: hex }
        const place = isCollab ? address(section + behind) : ''
        if (from === 'C') {
          edited ||= body.startsWith('0002')
          raw.send(isCollab && body.startsWith('0200') ? auth(section + behind, title.includes('token=bad') ? 'bad' : token) : place + body)
        } else if (!body.startsWith('0002')) {
          await raw.next(place + answer(body, edited))
        }
      }

      assert.equal(raw.end, undefined)
      raw.send(isCollab ? '09' : '03')
      await raw.next(isCollab ? '0a' : '01')
    })
  }

  /** What stands behind the recorded name in an address, and the message behind that. */
  function opened (hex) {
    const length = 2 + 2 * parseInt(hex.slice(0, 2), 16)
    return { behind: Buffer.from(hex.slice(2, length), 'hex').toString().slice(NAME.length), body: hex.slice(length) }
  }

  /** How ours begins: what is no card is refused, a denial has our reason, and what a document holds is another. */
  function answer (body, edited) {
    if (body === '0801') return edited ? '0800' : body
    return /^(0000|0001|0201)/.test(body) ? body.slice(0, 4) : body
  }
})
