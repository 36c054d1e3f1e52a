import * as Y from 'yjs'
import { resolvePath } from '../paths.mjs'

const NeverEnds = 1e15

const pop = direction => (reference, { um, emit }) => {
  const { manager, replica } = reference.undoManagers[um]
  replica.begin()
  const ok = manager[direction]() !== null
  return { ok, can: [manager.canUndo(), manager.canRedo()], ...replica.announced({ emit }) }
}

export const undoSteps = {
  um (reference, { scope, merge, origins, ignoreRemoteMapChanges }, replica) {
    const { doc } = replica
    const manager = new Y.UndoManager(scope === null ? doc : scope.map(path => resolvePath(doc, reference.roots, path)), {
      captureTimeout: merge ? NeverEnds : 0,
      trackedOrigins: new Set(origins ?? [null]),
      ignoreRemoteMapChanges: ignoreRemoteMapChanges === true,
      doc
    })
    reference.undoManagers.push({ manager, replica })
  },
  undo: pop('undo'),
  redo: pop('redo'),
  stop (reference, { um }) { reference.undoManagers[um].manager.stopCapturing() },
  umclear (reference, { um }) { reference.undoManagers[um].manager.clear() }
}
