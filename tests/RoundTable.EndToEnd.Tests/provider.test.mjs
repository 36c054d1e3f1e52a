// Professionals sign in at a provider that keeps to OpenID Connect: a real one, in a real browser.
import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { after, before, test } from 'node:test'
import { Provider } from 'oidc-provider'
import { desktop, launch, Person } from './lib/browser.mjs'
import { mailTo } from './lib/mail.mjs'
import { freePort, Server } from './lib/server.mjs'
import { arrive, close, moveTo, reveal, score } from './lib/table.mjs'

const secret = 'a secret with / and + and : in it'
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const others = generateKeyPairSync('rsa', { modulusLength: 2048 })
let server, browser, provider, issuer

before(async () => {
  issuer = `http://127.0.0.1:${await freePort()}`
  server = await Server.start([
    `--RoundTable:OpenIdConnect:Authority=${issuer}`,
    '--RoundTable:OpenIdConnect:ClientId=roundtable',
    `--RoundTable:OpenIdConnect:ClientSecret=${secret}`,
    '--RoundTable:OpenIdConnect:Name=Gemeente Wilgendam'
  ])
  // Whoever types a mail address as their name is known to this provider under it.
  const oidc = new Provider(issuer, {
    jwks: { keys: [{ ...keys.privateKey.export({ format: 'jwk' }), kid: 'of-this-test', use: 'sig', alg: 'RS256' }] },
    clients: [{ client_id: 'roundtable', client_secret: secret, redirect_uris: [`${server.url}/api/sign-in/callback`], post_logout_redirect_uris: [`${server.url}/sign-in`], backchannel_logout_uri: `${server.url}/api/sign-in/logout`, backchannel_logout_session_required: true }],
    features: { backchannelLogout: { enabled: true } },
    // By itself it calls no server on the machine that it runs on.
    fetch: (url, { dispatcher, ...options }) => fetch(url, options),
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    cookies: { keys: ['of this test'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: id.replace('unverified:', ''), email_verified: !id.startsWith('unverified:') }) })
  })
  await new Promise(resolve => { provider = oidc.listen(new URL(issuer).port, '127.0.0.1', resolve) })
  browser = await launch()
})

after(async () => {
  await browser?.close()
  await server?.stop()
  provider?.closeAllConnections()
  provider?.close()
})

async function signIn (person, account) {
  await person.see('sign-in-provider').click()
  await person.page.locator('input[name=login]').fill(account)
  await person.page.locator('input[name=password]').fill('any')
  await person.page.locator('button[type=submit]').click()
  await person.page.locator('button[type=submit]').click()
  await person.page.waitForURL(`${server.url}/**`)
}

test('an invitation holds nothing that opens anything, and leads to the provider and back to the plan', async () => {
  const ingrid = await Person.sit(browser, server, 'Ingrid Postema', desktop)
  await ingrid.enter()
  await arrive(ingrid)
  const reply = await ingrid.page.evaluate(async () => {
    const { plans: [{ plan }] } = await (await fetch('/api/me')).json()
    const { people } = await (await fetch(`/api/plans/${plan}`)).json()
    const tom = people.find(({ name }) => name === 'Tom Haverkort')
    return await (await fetch(`/api/plans/${plan}/people/${tom.id}/invitation`, { method: 'POST', headers: { 'X-RoundTable': '1' } })).json()
  })
  assert.deepEqual(reply, { link: null, code: null, mailed: true })
  const [link] = /https?:\/\/\S+/.exec((await mailTo(server, 'tom.haverkort')).text)
  assert.match(link, new RegExp(`^${server.url}/plan/[a-z0-9]+$`))

  const tom = await Person.sit(browser, server, 'Tom Haverkort', desktop)
  await tom.page.goto(link)
  await tom.see('professional').waitFor()
  await tom.screenshot('provider-button')
  await signIn(tom, 'Tom.Haverkort@post.example')
  await tom.see('plan').waitFor()
  assert.equal(tom.page.url(), link)
  await tom.page.goto(`${server.url}/sessions`)
  await tom.see('session').first().waitFor()
  const [cookie] = (await tom.context.cookies(server.url)).filter(({ name }) => name.startsWith('roundtable'))
  assert.equal(cookie.name, 'roundtable-session')
  assert.equal((await tom.context.cookies(`${server.url}/api/sign-in`)).filter(({ name }) => name === 'roundtable-sign-in').length, 0)
  assert.deepEqual(tom.errors, [])
  await ingrid.leave()
})

for (const [account, code] of [
  ['niemand@elders.example', 'sign-in.unknown-person'],
  ['nadia.el.amarti@post.example', 'sign-in.unknown-person'],
  ['unverified:tom.haverkort@post.example', 'sign-in.unverified']
]) {
  test(`${account} does not come in`, async () => {
    const person = await Person.sit(browser, server, account, desktop)
    await person.page.goto(`${server.url}/sign-in`)
    await signIn(person, account)
    await person.see('sign-in-problem').waitFor()
    assert.equal(new URL(person.page.url()).hash, `#${code}`)
    assert.equal(await person.page.evaluate(async () => (await fetch('/api/me')).status), 401)
    await person.leave()
  })
}

test('an answer of the provider works once, in the browser that asked', async () => {
  const els = await Person.sit(browser, server, 'Els Brandsma', desktop)
  const answers = []
  els.page.on('request', request => { if (request.url().includes('/api/sign-in/callback')) answers.push(request.url()) })
  await els.page.goto(`${server.url}/sign-in`)
  await signIn(els, 'els.brandsma@post.example')
  await els.see('desk').waitFor()
  assert.equal(answers.length, 1)
  const thief = await Person.sit(browser, server, 'a thief', desktop)
  for (const person of [els, thief]) {
    await person.page.goto(answers[0])
    await person.see('sign-in-problem').waitFor()
    assert.equal(new URL(person.page.url()).hash, '#sign-in.failed')
  }
  assert.equal(await thief.page.evaluate(async () => (await fetch('/api/me')).status), 401)
  for (const to of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/api/me', '/in']) {
    await els.page.goto(`${server.url}/sign-in`)
    await els.page.goto(`${server.url}/api/sign-in/start?to=${encodeURIComponent(to)}`)
    await els.page.waitForURL(`${server.url}/`)
  }
  await thief.leave()
  await els.leave()
})

test('signing out here goes on to the provider, where the next person is not let in as the one before', async () => {
  const els = await Person.sit(browser, server, 'Els Brandsma', desktop)
  await els.page.goto(`${server.url}/sign-in`)
  await signIn(els, 'els.brandsma@post.example')
  await els.see('desk').waitFor()
  await els.see('sign-out').click()
  await els.page.waitForURL(`${issuer}/session/end**`)
  assert.doesNotMatch(els.page.url(), /els|hint/, 'the address names nobody')
  assert.deepEqual((await els.context.cookies(server.url)).filter(({ name }) => name.startsWith('roundtable')), [])
  await els.page.locator('button[name=logout], button[type=submit]').first().click()
  await els.page.waitForURL(`${server.url}/sign-in**`)
  await els.see('sign-in-provider').click()
  await els.page.locator('input[name=login]').waitFor()
  await els.leave()
})

test('a login that ends at the provider ends the session and the live connection here, and no other', async () => {
  const [one, two] = await Promise.all(['Tom Haverkort', 'Tom Haverkort'].map(name => Person.sit(browser, server, name, desktop)))
  for (const person of [one, two]) {
    await person.page.goto(`${server.url}/sign-in`)
    await signIn(person, 'tom.haverkort@post.example')
    await person.see('desk').waitFor()
    await person.page.locator('[data-testid=connection][data-state=connected]').waitFor()
  }
  const elsewhere = await one.context.newPage()
  await elsewhere.goto(`${issuer}/session/end?client_id=roundtable`)
  await elsewhere.locator('button[name=logout], button[type=submit]').first().click()
  await one.see('signed-out').waitFor()
  await one.screenshot('provider-ended')
  assert.equal(await one.page.evaluate(async () => (await fetch('/api/me')).status), 401)
  assert.equal(await two.page.evaluate(async () => (await fetch('/api/me')).status), 200)
  assert.equal(await two.see('signed-out').count(), 0)
  await one.leave()
  await two.leave()
})

// As the provider would make it, signed with its key, but for what is changed.
function logoutToken (account, change = {}, { key = keys.privateKey, alg = 'RS256', kid = 'of-this-test' } = {}) {
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: issuer, aud: 'roundtable', sub: account, iat: now, exp: now + 120, jti: `j${Math.random()}`, events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, ...change }
  const text = [{ alg, kid, typ: 'logout+jwt' }, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${text}.${alg === 'none' ? '' : sign('sha256', Buffer.from(text), key).toString('base64url')}`
}

test('a logout form or token that is not as it should be is refused, and changes nothing', async () => {
  const account = 'peter.nouwens@post.example'
  const peter = await Person.sit(browser, server, 'Peter Nouwens', desktop)
  await peter.page.goto(`${server.url}/sign-in`)
  await signIn(peter, account)
  await peter.see('desk').waitFor()
  const stays = async what => assert.equal(await peter.page.evaluate(async () => (await fetch('/api/me')).status), 200, `${what}: the session goes on`)
  const ask = (body, type) => fetch(`${server.url}/api/sign-in/logout`, { method: 'POST', body, headers: type ? { 'Content-Type': type } : {} })
  const form = 'application/x-www-form-urlencoded'
  const good = logoutToken(account)
  const now = Math.floor(Date.now() / 1000)
  const refused = {
    'no body': [],
    'an empty form': ['', form],
    'another field': [new URLSearchParams({ id_token: good })],
    'the token twice': [new URLSearchParams([['logout_token', good], ['logout_token', good]])],
    'JSON': [JSON.stringify({ logout_token: good }), 'application/json'],
    'plain text': [good, 'text/plain'],
    'a multipart form without an end': ['--x\r\nContent-Disposition: form-data; name="logout_token"\r\n\r\na', 'multipart/form-data; boundary=x'],
    'a thousand fields and more': [Array.from({ length: 2000 }, (_, i) => `f${i}=1`).join('&'), form],
    'bytes that are no text': [Buffer.from([0xff, 0xfe, 0, 0x25, 0x25]), form],
    ...Object.fromEntries(Object.entries({
      'no token': '',
      'no token at all': 'a.b.c',
      'a very long token': 'a'.repeat(10_000),
      'no signature': logoutToken(account, {}, { alg: 'none' }),
      'a signature of somebody else': logoutToken(account, {}, { key: others.privateKey }),
      'an unknown key': logoutToken(account, {}, { key: others.privateKey, kid: 'unknown' }),
      'a changed token': good.replace(/\.[^.]+\./, `.${logoutToken('els.brandsma@post.example').split('.')[1]}.`),
      'another issuer': logoutToken(account, { iss: 'https://elsewhere.example' }),
      'another audience': logoutToken(account, { aud: 'elsewhere' }),
      'no audience': logoutToken(account, { aud: undefined }),
      'expired': logoutToken(account, { iat: now - 4000, exp: now - 3600 }),
      'no end': logoutToken(account, { exp: undefined }),
      'no time': logoutToken(account, { iat: undefined }),
      'a time that is no number': logoutToken(account, { iat: 'today' }),
      'no identifier': logoutToken(account, { jti: undefined }),
      'a nonce': logoutToken(account, { nonce: 'n' }),
      'no event': logoutToken(account, { events: undefined }),
      'an event that is no object': logoutToken(account, { events: { 'http://schemas.openid.net/event/backchannel-logout': true } }),
      'events that are a list': logoutToken(account, { events: ['http://schemas.openid.net/event/backchannel-logout'] }),
      'another event': logoutToken(account, { events: { 'https://elsewhere.example': {} } }),
      'nobody': logoutToken(undefined),
      'a subject that is no text': logoutToken(account, { sub: { id: account } })
    }).map(([what, token]) => [what, [new URLSearchParams({ logout_token: token })]]))
  }
  for (const [what, [body, type]] of Object.entries(refused)) {
    const reply = await ask(body, type)
    assert.deepEqual([reply.status, reply.headers.get('content-type'), (await reply.json()).code], [400, 'application/problem+json', 'sign-in.failed'], what)
    await stays(what)
  }
  const tooLarge = await ask(new URLSearchParams({ logout_token: 'a'.repeat(100_000) }))
  assert.deepEqual([tooLarge.status, (await tooLarge.json()).code], [413, 'request.too-large'])
  await stays('a body that is too large')
  const fromAnotherPage = await peter.page.evaluate(async url => (await fetch(url)).status, `${server.url}/api/sign-in/logout`)
  assert.ok([404, 405].includes(fromAnotherPage), `GET gave ${fromAnotherPage}`)

  for (const token of [logoutToken('els.brandsma@post.example'), logoutToken('nobody@elders.example')]) {
    assert.equal((await ask(new URLSearchParams({ logout_token: token }))).status, 200)
    await stays('the logout of somebody else')
  }
  assert.equal((await ask(new URLSearchParams({ logout_token: good }))).status, 200)
  await peter.see('signed-out').waitFor()
  assert.equal(await peter.page.evaluate(async () => (await fetch('/api/me')).status), 401)
  assert.deepEqual(peter.errors, [])
  await peter.leave()
})

test('minutes: a professional signs in to read them, and their mail holds no key', async () => {
  const ingrid = await Person.sit(browser, server, 'Ingrid Postema', desktop)
  await ingrid.enter()
  await arrive(ingrid)
  await moveTo(ingrid, 'welcome')
  await moveTo(ingrid, 'mapping')
  await moveTo(ingrid, 'scoring')
  await score(ingrid, 5, 'Ik was alleen.')
  await reveal(ingrid)
  await moveTo(ingrid, 'commitments')
  await moveTo(ingrid, 'readBack')
  await close(ingrid)
  const mail = await mailTo(server, 'peter.nouwens')
  const [link] = /https?:\/\/\S+/.exec(mail.text)
  assert.match(link, new RegExp(`^${server.url}/minutes/[a-z0-9-]+$`))
  const peter = await Person.sit(browser, server, 'Peter Nouwens', desktop)
  await peter.page.goto(link)
  await peter.see('professional').waitFor()
  await signIn(peter, 'peter.nouwens@post.example')
  await peter.see('minutes-text').waitFor()
  assert.match((await mailTo(server, 'nadia')).text, /\/in#/)
})
