// One real Yjs document under test, with everything that it announced since the current step began.
import * as Y from 'yjs'
import { rootOf } from './paths.mjs'
import { deltaToTagged, kindOf, toBase64, toTaggedShallow } from './tagged.mjs'

const guids = docs => [...docs].map(doc => doc.guid).sort()

const describeEvent = (root, event, transaction) => {
  const described = { p: [root, ...event.path], t: kindOf(event.target), l: transaction.local }
  if (transaction.changed.get(event.target).has(null)) {
    described.d = deltaToTagged(event instanceof Y.YTextEvent ? event.delta : event.changes.delta)
  }
  const keys = [...event.changes.keys].map(([key, { action, oldValue }]) => [key, { action, old: toTaggedShallow(oldValue) }])
  if (keys.length > 0) described.k = Object.fromEntries(keys)
  return described
}

export class Replica {
  constructor ({ client, gc, guid, typed }, index, roots) {
    this.roots = roots
    this.doc = new Y.Doc({ gc: gc !== false, guid: guid ?? `doc${index}` })
    this.doc.clientID = client
    this.begin()
    this.doc.on('update', update => this.u1.push(toBase64(update)))
    this.doc.on('updateV2', update => this.u2.push(toBase64(update)))
    this.doc.on('subdocs', ({ added, loaded, removed }) =>
      this.subdocs.push({ added: guids(added), loaded: guids(loaded), removed: guids(removed) }))
    if (typed !== false) this.defineRoots()
  }

  defineRoots () { for (const name of Object.keys(this.roots)) rootOf(this.doc, this.roots, name) }

  /** A step begins: forgets what was announced before it. */
  begin () {
    this.u1 = []
    this.u2 = []
    this.events = []
    this.subdocs = []
  }

  observe () {
    for (const name of Object.keys(this.roots)) {
      rootOf(this.doc, this.roots, name).observeDeep((events, transaction) => {
        for (const event of events) this.events.push(describeEvent(name, event, transaction))
      })
    }
  }

  apply (update, format, origin = 'remote') {
    const apply = format === 2 ? Y.applyUpdateV2 : Y.applyUpdate
    apply(this.doc, update, origin)
  }

  /** The parts of a step's output that `emit`, `ev` and `sd` ask for. */
  announced ({ emit, ev, sd }) {
    return {
      ...(emit & 1 ? { u1: this.u1 } : {}),
      ...(emit & 2 ? { u2: this.u2 } : {}),
      ...(ev ? { ev: this.events } : {}),
      ...(sd ? { sd: this.subdocs } : {})
    }
  }

  /**
   * Yjs remembers one obstacle per client and can leave structs pending although all that they need has arrived.
   * An engine that integrates them at once is right too, so a case in which this happens proves nothing.
   */
  get holdsBack () {
    if (this.doc.store.pendingStructs === null) return false
    const probe = new Y.Doc({ gc: false })
    const state = Y.encodeStateVector(this.doc)
    let reached = state
    for (;;) {
      Y.applyUpdateV2(probe, Y.encodeStateAsUpdateV2(probe.store.clients.size === 0 ? this.doc : probe))
      const next = Y.encodeStateVector(probe)
      if (toBase64(next) === toBase64(reached)) break
      reached = next
    }
    const stillPending = probe.store.pendingStructs !== null
    probe.destroy()
    return !stillPending || toBase64(reached) !== toBase64(state)
  }
}
