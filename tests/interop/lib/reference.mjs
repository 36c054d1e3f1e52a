// Real Yjs behind the runner protocol: answers a case with what any exact engine must answer.
import { documentSteps } from './steps/document.mjs'
import { undoSteps } from './steps/undo.mjs'
import { updateSteps } from './steps/update.mjs'
import { positionSteps } from './steps/position.mjs'
import { snapshotSteps } from './steps/snapshot.mjs'
import { protocolSteps } from './steps/protocol.mjs'
import { Replica } from './replica.mjs'
import { stateOf } from './state.mjs'
import { fromBase64 } from './tagged.mjs'

const steps = { ...documentSteps, ...undoSteps, ...updateSteps, ...positionSteps, ...snapshotSteps, ...protocolSteps }

export class Reference {
  constructor ({ roots = {}, docs = [], blobs = [] }) {
    this.roots = roots
    this.blobs = blobs
    this.replicas = docs.map((doc, index) => new Replica(doc, index, roots))
    this.undoManagers = []
    this.awarenesses = []
    this.positions = new Map()
    this.snapshots = new Map()
  }

  bytes (blob) { return fromBase64(typeof blob === 'number' ? this.blobs[blob] : blob) }

  /** Runs one step and returns its output, or undefined when it has none. */
  run (step) {
    const replica = this.replicas[step.d]
    replica?.begin()
    const output = steps[step.do](this, step, replica)
    if (output !== undefined) return output
    if (replica === undefined) return undefined
    const announced = replica.announced(step)
    return Object.keys(announced).length > 0 ? announced : undefined
  }

  /** True when Yjs holds back structs that it could integrate: the case then proves nothing. */
  get holdsBack () { return this.replicas.some(replica => replica.holdsBack) }

  dispose () {
    for (const { awareness } of this.awarenesses) clearInterval(awareness._checkInterval)
    for (const { doc } of this.replicas) doc.destroy()
  }
}

const runScript = (testCase, afterStep) => {
  const reference = new Reference(testCase)
  try {
    return testCase.steps.flatMap(step => {
      const output = reference.run(step)
      afterStep(reference)
      return output === undefined ? [] : [output]
    })
  } finally {
    reference.dispose()
  }
}

const HistoryFields = [
  { gc: true, fields: ['dump', 'json', 'sv', 'v1', 'v2', 'pend'] },
  { gc: false, fields: ['sv', 'v1', 'pend'] }
]
const runHistory = (testCase, afterStep) => HistoryFields.map(({ gc, fields }) => {
  const reference = new Reference({ roots: testCase.roots, docs: [{ client: testCase.client, gc, typed: testCase.typed }] })
  const [replica] = reference.replicas
  try {
    for (const update of testCase.updates) {
      replica.apply(fromBase64(update), testCase.f)
      afterStep(reference)
    }
    return stateOf(replica.doc, testCase.roots, fields)
  } finally {
    reference.dispose()
  }
})

/** All outputs of a case, in order. */
export const answer = (testCase, afterStep = () => {}) =>
  testCase.kind === 'history' ? runHistory(testCase, afterStep) : runScript(testCase, afterStep)

// Yjs reports a changed client id on the console.
export const silenceYjs = () => { console.warn = () => {} }
