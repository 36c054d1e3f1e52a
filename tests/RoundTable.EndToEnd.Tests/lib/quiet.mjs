import assert from 'node:assert/strict'

/** "Snel weg" is in reach however far one scrolls, the title says nothing, and the browser keeps nothing, also not of a form. */
export async function assertQuiet (person, screen) {
  const { page } = person
  for (const part of [0, 0.5, 1]) {
    const problem = await page.evaluate(at => {
      scrollTo(0, at * document.documentElement.scrollHeight)
      const buttons = [...document.querySelectorAll('[data-testid=quick-exit]')]
      const reached = buttons.some(button => {
        const { left, right, top, bottom, width, height } = button.getBoundingClientRect()
        if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight || width < 44 || height < 44) return false
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
        return hit === button || button.contains(hit)
      })
      return reached ? '' : `${buttons.length} buttons, none in reach: ${buttons.map(b => JSON.stringify(b.getBoundingClientRect())).join()}`
    }, part)
    assert.equal(problem, '', `${screen}, scrolled to ${part}`)
  }
  const offering = await page.evaluate(() => [...document.querySelectorAll('input:not([type=radio]):not([type=checkbox]), textarea')]
    .filter(field => !field.hasAttribute('autocomplete')).map(field => field.outerHTML))
  assert.deepEqual(offering, [], `${screen}: the browser would keep what is typed here`)
  assert.equal(await page.title(), 'Afspraak', screen)
  assert.deepEqual(await kept(person), { local: 0, session: 0, databases: 0, caches: 0, workers: 0, cookies: '' }, screen)
}

/** What the browser keeps and a script can read. */
export function kept (person) {
  return person.page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: globalThis.caches ? (await caches.keys()).length : 0,
    workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
    cookies: document.cookie
  }))
}
