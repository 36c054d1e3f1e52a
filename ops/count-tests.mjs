// Adds up what the test runners wrote and prints what failed and the closing line. Arguments: the folder of their
// results, then the steps that failed. Exit code 1 when a test failed, was skipped, or a suite left no result.
import fs from 'node:fs'
import path from 'node:path'
import { failedInDotnet, failedInTap, failedInWeb, projectOf } from './failed-tests.mjs'

const [results, ...failedSteps] = process.argv.slice(2)
const total = { passed: 0, failed: 0, skipped: 0 }
const add = (name, passed, failed, skipped) => {
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`)
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}
const number = (text, pattern) => Number(pattern.exec(text)?.[1] ?? NaN)
const failures = []
const missing = []
const expect = (condition, what) => condition || missing.push(what)

console.log('\n== Results')
const dotnet = path.join(results, 'dotnet')
const trx = fs.existsSync(dotnet) ? fs.readdirSync(dotnet).filter(f => f.endsWith('.trx')) : []
const projects = fs.readdirSync('tests').filter(p => p.endsWith('.Tests') && fs.existsSync(path.join('tests', p, `${p}.csproj`)))
const reported = new Set()
const counts = { passed: 0, failed: 0, skipped: 0 }
for (const file of trx) {
  const text = fs.readFileSync(path.join(dotnet, file), 'utf8')
  const all = number(text, /<Counters[^>]*\btotal="(\d+)"/)
  const executed = number(text, /<Counters[^>]*\bexecuted="(\d+)"/)
  const passed = number(text, /<Counters[^>]*\bpassed="(\d+)"/)
  expect(all > 0, `a test in ${file}`)
  reported.add(projectOf(text, file))
  const failed = failedInDotnet(text, file)
  failures.push(...failed)
  counts.passed += passed
  counts.failed += Math.max(executed - passed, failed.length)
  counts.skipped += all - executed
}
for (const project of projects) expect(reported.has(project), `results of ${project}`)
add('.NET', counts.passed, counts.failed, counts.skipped)

const web = path.join(results, 'web-client.json')
expect(fs.existsSync(web), 'results of the web client')
if (fs.existsSync(web)) {
  const r = JSON.parse(fs.readFileSync(web, 'utf8'))
  const failed = failedInWeb(r)
  failures.push(...failed)
  add('web client', r.numPassedTests, Math.max(r.numFailedTests, failed.length), r.numPendingTests + r.numTodoTests)
}

for (const suite of ['interop', 'load', 'offline', 'end-to-end']) {
  const file = path.join(results, `${suite}.tap`)
  expect(fs.existsSync(file), `results of ${suite}`)
  if (!fs.existsSync(file)) continue
  const text = fs.readFileSync(file, 'utf8')
  const passed = number(text, /^# pass (\d+)$/m)
  expect(passed > 0, `a test in ${suite}`)
  const failed = failedInTap(text, suite)
  failures.push(...failed)
  const sum = (...what) => what.reduce((all, one) => all + (number(text, new RegExp(`^# ${one} (\\d+)$`, 'm')) || 0), 0)
  add(suite, passed || 0, Math.max(sum('fail', 'cancelled'), failed.length), sum('skipped', 'todo'))
}

// Whole for the first few, names for all: so the end of the output names everything, however much failed.
const whole = 8
for (const { name, lines } of failures.slice(0, whole)) console.log([`\n-- failed: ${name}`, ...lines.map(line => `   ${line}`)].join('\n'))
if (failures.length + missing.length + failedSteps.length > 0) {
  console.log('\n== Failed')
  for (const { name } of failures.slice(0, 40)) console.log(name)
  if (failures.length > 40) console.log(`and ${failures.length - 40} more`)
  for (const what of missing) console.log(`missing: ${what}`)
  for (const step of failedSteps) console.log(`step: ${step}`)
}

console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(failures.length + missing.length + total.failed + total.skipped === 0 ? 0 : 1)
