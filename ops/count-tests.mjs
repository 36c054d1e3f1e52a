// Adds up what the test runners wrote and prints the closing line. Exit code 1 when a test failed, was skipped,
// or a suite left no result.
import fs from 'node:fs'
import path from 'node:path'

const results = process.argv[2]
const total = { passed: 0, failed: 0, skipped: 0 }
const add = (name, passed, failed, skipped) => {
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`)
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}
const number = (text, pattern) => Number(pattern.exec(text)?.[1] ?? NaN)
let complete = true
const expect = (condition, what) => {
  if (condition) return
  complete = false
  console.log(`missing: ${what}`)
}

console.log('\n== Results')
const dotnet = path.join(results, 'dotnet')
const trx = fs.existsSync(dotnet) ? fs.readdirSync(dotnet).filter(f => f.endsWith('.trx')) : []
const projects = fs.readdirSync('tests').filter(p => p.endsWith('.Tests') && fs.existsSync(path.join('tests', p, `${p}.csproj`)))
expect(trx.length === projects.length, `results of ${projects.length} .NET test projects (found ${trx.length})`)
const counts = { passed: 0, failed: 0, skipped: 0 }
for (const file of trx) {
  const text = fs.readFileSync(path.join(dotnet, file), 'utf8')
  const all = number(text, /<Counters[^>]*\btotal="(\d+)"/)
  const executed = number(text, /<Counters[^>]*\bexecuted="(\d+)"/)
  const passed = number(text, /<Counters[^>]*\bpassed="(\d+)"/)
  expect(all > 0, `a test in ${file}`)
  counts.passed += passed
  counts.failed += executed - passed
  counts.skipped += all - executed
}
add('.NET', counts.passed, counts.failed, counts.skipped)

const web = path.join(results, 'web-client.json')
expect(fs.existsSync(web), 'results of the web client')
if (fs.existsSync(web)) {
  const r = JSON.parse(fs.readFileSync(web, 'utf8'))
  add('web client', r.numPassedTests, r.numFailedTests, r.numPendingTests + r.numTodoTests)
}

for (const suite of ['interop', 'end-to-end']) {
  const file = path.join(results, `${suite}.tap`)
  expect(fs.existsSync(file), `results of ${suite}`)
  if (!fs.existsSync(file)) continue
  const text = fs.readFileSync(file, 'utf8')
  const passed = number(text, /^# pass (\d+)$/m)
  expect(passed > 0, `a test in ${suite}`)
  add(suite, passed || 0, number(text, /^# fail (\d+)$/m) + number(text, /^# cancelled (\d+)$/m), number(text, /^# skipped (\d+)$/m) + number(text, /^# todo (\d+)$/m))
}

console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(complete && total.failed === 0 && total.skipped === 0 ? 0 : 1)
