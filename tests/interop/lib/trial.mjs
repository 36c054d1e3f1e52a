// One trial: realise a recipe, ask real Yjs and the engine, compare.
import { isDeepStrictEqual } from 'node:util'
import { compareOutputs } from './compare.mjs'
import { answer } from './reference.mjs'
import { realise, UnusableRecipe } from './recipe.mjs'

/**
 * The case with its expectation. Throws UnusableRecipe when the case would prove nothing: Yjs fails in it, holds back
 * structs that it could integrate, or does not give the same answer twice.
 */
export const prepare = (recipe, id, group) => {
  const testCase = realise(recipe, id, group)
  try {
    const expected = JSON.parse(JSON.stringify(answer(testCase, reference => {
      if (reference.holdsBack) throw new UnusableRecipe('Yjs holds back structs')
    })))
    const again = JSON.parse(JSON.stringify(answer(testCase)))
    if (!isDeepStrictEqual(expected, again)) throw new UnusableRecipe('Yjs does not answer twice the same')
    return { testCase, expected }
  } catch (error) {
    throw error instanceof UnusableRecipe ? error : new UnusableRecipe(error.message, { cause: error })
  }
}

/** What came out: { level: 'exact' | 'fragmented' | 'different' | 'unsupported', where }. */
export const judge = ({ testCase, expected }, reply) => {
  if (reply.unsupported) return { level: 'unsupported', where: reply.unsupported }
  if (reply.error || !Array.isArray(reply.out)) return { level: 'different', where: { error: reply.error ?? 'no outputs' } }
  if (reply.id !== testCase.id) return { level: 'different', where: { error: `answered ${reply.id}` } }
  return compareOutputs(expected, reply.out)
}
