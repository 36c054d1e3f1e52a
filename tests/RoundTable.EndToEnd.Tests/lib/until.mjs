/** Awaits a state with a deadline that names what it waited for. */
export async function until (what, holds, deadline = 60_000) {
  const end = Date.now() + deadline
  for (;;) {
    const value = await holds()
    if (value) return value
    if (Date.now() > end) throw new Error(`Not within ${deadline} ms: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 40))
  }
}
