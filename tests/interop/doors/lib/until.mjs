// Waiting for a state, with a deadline that names what it waited for.
const Deadline = 90_000
const Step = 20

const pause = () => new Promise(resolve => setTimeout(resolve, Step))

/** Waits until the answer is truthy, and returns it. */
export async function until (what, ask, deadline = Deadline) {
  const end = Date.now() + deadline
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > end) throw new Error(`waited too long until ${what}`)
    await pause()
  }
}
