// Reads the mail that the server wrote into its mail folder, as a mail program would.
import fs from 'node:fs'
import path from 'node:path'
import { until } from './until.mjs'

export function mails (server) {
  const folder = path.join(server.data, 'mail')
  if (!fs.existsSync(folder)) return []
  // Their names say nothing, also not which came first.
  const written = file => fs.statSync(path.join(folder, file)).mtimeMs
  return fs.readdirSync(folder).filter(file => file.endsWith('.eml')).sort((a, b) => written(a) - written(b)).map(file => {
    const raw = fs.readFileSync(path.join(folder, file), 'utf8')
    return { file, raw, ...parse(raw) }
  })
}

/** headers with lower-case names, and text: all text parts decoded and joined. */
export function parse (raw) {
  const { headers, body } = split(raw)
  const type = headers['content-type'] ?? 'text/plain'
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (boundary) {
    const parts = body.split(`--${boundary}`).slice(1, -1).map(part => parse(part.replace(/^\r?\n/, '')))
    return { headers, text: parts.map(part => part.text).join('\n') }
  }
  return { headers, text: decode(body, (headers['content-transfer-encoding'] ?? '7bit').trim().toLowerCase()) }
}

function split (raw) {
  const at = raw.search(/\r?\n\r?\n/)
  const head = (at < 0 ? raw : raw.slice(0, at)).replace(/\r?\n[ \t]+/g, ' ')
  const headers = {}
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = words(line.slice(colon + 1).trim())
  }
  return { headers, body: at < 0 ? '' : raw.slice(at).replace(/^\r?\n\r?\n/, '') }
}

function words (text) {
  return text.replace(/=\?utf-8\?([bq])\?([^?]*)\?=\s*/gi, (_, kind, value) =>
    kind.toLowerCase() === 'b' ? Buffer.from(value, 'base64').toString('utf8') : decode(value.replace(/_/g, ' '), 'quoted-printable'))
}

function decode (body, encoding) {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return body
  const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** The newest mail to somebody, once it is there. */
export function mailTo (server, firstName) {
  return until(`the mail to ${firstName}`, () =>
    mails(server).findLast(({ headers }) => headers.to.toLowerCase().includes(firstName.toLowerCase())))
}

export const linkIn = mail => /https?:\/\/\S+\/in#[A-Za-z0-9_-]+/.exec(mail.text)[0]
