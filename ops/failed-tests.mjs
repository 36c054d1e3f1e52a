// What the test runners wrote about tests that failed, as { name, lines } each: a CI log may show only its end.
const entities = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const plain = text =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(Number(decimal)) : (entities[name] ?? whole))
// Frames of the runner and of async machinery would push out those of the test.
const noise = /^\s*(at (Xunit\.|System\.Runtime\.CompilerServices\.|System\.Reflection\.|System\.Threading\.ExecutionContext\.)|--- End of stack trace from previous location ---)/
const lines = text => (text ?? '').split(/\r?\n/).filter(line => line.trim() !== '' && !noise.test(line))
// A line of a test's output may be a whole document.
const short = all => all.map(line => (line.length > 400 ? `${line.slice(0, 400)}…` : line))
const head = (text, count) => short(lines(text).slice(0, count))
const tail = (text, count) => short(lines(text).slice(-count))
const element = (text, name) => plain(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(text)?.[1] ?? '')

/** The test project that a .trx file is about, or the file's own name where no test was even found. */
export const projectOf = (trx, file) => /\bcodeBase="[^"]*[\\/]([^\\/"]+)\.dll"/.exec(trx)?.[1] ?? file

/** Failed tests of a .trx file; a test process that crashed and a clean-up that failed are counted nowhere in it, but are failures too. */
export function failedInDotnet(trx, file) {
  const failures = []
  for (const [, attributes, inside] of trx.matchAll(/<UnitTestResult\b([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
    const outcome = /\boutcome="(\w+)"/.exec(attributes)?.[1]
    if (outcome === 'Passed' || outcome === 'NotExecuted') continue
    const output = tail(element(inside ?? '', 'StdOut'), 12)
    failures.push({
      name: plain(/\btestName="([^"]*)"/.exec(attributes)?.[1] ?? `a test in ${file}`),
      lines: [...head(element(inside ?? '', 'Message'), 15), ...head(element(inside ?? '', 'StackTrace'), 15), ...(output.length ? ['the end of its output:', ...output] : [])],
    })
  }
  const summary = /<ResultSummary\b[\s\S]*/.exec(trx)?.[0] ?? ''
  const said = [...summary.matchAll(/<RunInfo\b[^>]*\boutcome="Error"[^>]*>[\s\S]*?<\/RunInfo>/g)].map(([info]) => element(info, 'Text')).filter(text => !text.trimEnd().endsWith('[FAIL]'))
  if (said.length > 0 || (failures.length === 0 && !/^<ResultSummary\b[^>]*\boutcome="Completed"/.test(summary))) {
    const output = lines(element(summary, 'StdOut')).filter(line => !/^\[xUnit\.net [\d:.]+\] (xUnit\.net VSTest|  (Discover|Starting|Finished))/.test(line))
    failures.push({ name: `the run of ${projectOf(trx, file)}`, lines: short([...said, ...output].slice(0, 25)) })
  }
  return failures
}

/** Failed tests in the JSON of the web client; also a file that could not even be loaded. */
export function failedInWeb(report) {
  const failures = []
  for (const file of report.testResults ?? []) {
    const failed = file.assertionResults.filter(test => test.status === 'failed')
    for (const test of failed) failures.push({ name: `web client: ${test.fullName}`, lines: head(test.failureMessages.join('\n'), 30) })
    if (file.status === 'failed' && failed.length === 0) failures.push({ name: `web client: ${file.name}`, lines: head(file.message, 30) })
  }
  if (!report.success && failures.length === 0) failures.push({ name: 'web client: the run itself', lines: [] })
  return failures
}

/** Failed tests in the TAP of Node's test runner, without the groups that failed only because of them; also a run that was cut off. */
export function failedInTap(tap, suite) {
  const failures = []
  const above = []
  const all = tap.split('\n')
  for (let i = 0; i < all.length; i++) {
    const [, indent, opened] = /^( *)# Subtest: (.*)$/.exec(all[i]) ?? []
    if (opened !== undefined) {
      above.length = indent.length / 4
      above.push(opened)
      continue
    }
    const [, inner, , name] = /^( *)not ok (\d+) - (.*)$/.exec(all[i]) ?? []
    if (name === undefined) continue
    const block = []
    if (all[i + 1]?.trim() === '---') for (i += 2; i < all.length && all[i] !== `${inner}  ...`; i++) block.push(all[i].slice(inner.length + 2))
    if (block.includes("failureType: 'subtestsFailed'")) continue
    failures.push({
      name: `${suite}: ${[...above.slice(0, inner.length / 4), name.replace(/ # (SKIP|TODO).*$/, '')].join(' > ')}`,
      lines: short(block.filter(line => line.trim() !== '' && !/^(duration_ms|type):/.test(line)).slice(0, 40)),
    })
  }
  if (!/^# fail \d+$/m.test(tap)) failures.push({ name: `${suite}: the run was cut off`, lines: above.length ? [`during or after: ${above.join(' > ')}`] : [] })
  return failures
}
