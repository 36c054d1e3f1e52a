// Real Yjs as a runner: cases on stdin, one answer per line on stdout. Proves the reference against known vectors.
import readline from 'node:readline'
import { answer, silenceYjs } from './lib/reference.mjs'

silenceYjs()
for await (const line of readline.createInterface({ input: process.stdin })) {
  const testCase = JSON.parse(line)
  try {
    console.log(JSON.stringify({ id: testCase.id, out: answer(testCase) }))
  } catch (error) {
    console.log(JSON.stringify({ id: testCase.id, error: String(error.stack) }))
  }
}
process.exit(0)
