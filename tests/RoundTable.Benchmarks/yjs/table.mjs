// The figures of both engines as a Markdown table: medians, their ratio, that of the fastest runs and of processor time, the target.
const median = values => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
const short = x => x >= 10_000 ? Math.round(x).toLocaleString('en-US') : x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x >= 0.1 ? x.toFixed(2) : x.toPrecision(2)
const withUnit = (x, unit) => unit === 'B/doc' && x > 100_000 ? `${short(x / 1024)} KiB` : `${short(x)} ${unit}`

/** B1 to B3 may not be slower than Yjs even where no figure was agreed. */
function targetOf (targets, bench, metric) {
  const name = bench.split(' ')[0]
  return targets[`${name} ${metric}`] ?? (metric === 'time' && /^B[123]\./.test(name) ? 1 : undefined)
}

function row ({ bench, metric, unit, runs, cpu }, targets) {
  const ours = median(runs.roundtable)
  const theirs = runs.yjs.length > 0 ? median(runs.yjs) : undefined
  const ratio = theirs === undefined ? undefined : ours / theirs
  const processor = cpu.yjs.length > 0 ? median(cpu.roundtable) / median(cpu.yjs) : undefined
  const best = theirs === undefined ? undefined : Math.min(...runs.roundtable) / Math.min(...runs.yjs)
  const target = targetOf(targets, bench, metric)
  const met = target === undefined ? '' : (typeof target === 'number' ? ratio <= target : ours <= parseFloat(target)) ? 'yes' : '**no**'
  const cells = [
    bench, metric, theirs === undefined ? '' : withUnit(theirs, unit), withUnit(ours, unit),
    ratio?.toFixed(3) ?? '', best?.toFixed(3) ?? '', processor?.toFixed(3) ?? '',
    target === undefined ? '' : typeof target === 'number' ? `<= ${target.toFixed(2)}` : `<= ${withUnit(parseFloat(target), target.split(' ')[1])}`, met
  ]
  return `| ${cells.join(' | ')} |`
}

export function table (figures, targets) {
  const sizes = ['docSize', 'updateSize', 'check']
  const different = figures.filter(({ metric, runs }) => sizes.includes(metric) && runs.yjs.length > 0 && new Set([...runs.yjs, ...runs.roundtable].map(x => x.toFixed(3))).size > 1)
  return [
    '| Benchmark | Figure | yjs | RoundTable | ratio | fastest runs | processor | target | met |',
    '|---|---|--:|--:|--:|--:|--:|--:|---|',
    ...figures.filter(({ metric }) => !sizes.includes(metric)).map(figure => row(figure, targets)),
    '',
    different.length === 0
      ? 'Both engines did the same work: every document, update and answer has the same bytes.'
      : `Not the same work: ${different.map(({ bench, metric }) => `${bench} ${metric}`).join('; ')}.`
  ].join('\n')
}
