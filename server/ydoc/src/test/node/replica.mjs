import * as Y from 'yjs'
import { roots } from './plain.mjs'

/**
 * A document that merges and never writes. Yjs tidies redundant marks after remote changes, which
 * is a write by the reader; a server must not do that, so here it is switched off.
 */
export function observer(gc) {
  const doc = new Y.Doc({ gc })
  doc.on('afterTransaction', transaction => {
    transaction._needFormattingCleanup = false
  })
  return doc
}

/** True while something applied to the document still waits for what it builds on. */
export function isWaiting(doc) {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null
}

/** A stock Yjs client; `onUpdate` gets the bytes of each transaction of its own. */
export function client(clientID, gc, onUpdate) {
  const doc = new Y.Doc({ gc })
  doc.clientID = clientID
  roots(doc)
  doc.on('update', (update, origin) => {
    if (origin !== REMOTE) onUpdate(update)
  })
  return { doc }
}

/** Undo for all of a client's edits, one by one. What could be undone is not collected any more. */
export function withUndo({ doc }) {
  return new Y.UndoManager(Object.values(roots(doc)), { captureTimeout: 0 })
}

export const REMOTE = 'remote'

export function receive(client, update) {
  Y.applyUpdate(client.doc, update, REMOTE)
}
