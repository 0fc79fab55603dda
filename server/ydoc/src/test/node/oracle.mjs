/** Yjs as the second source of the tests, behind `lines.mjs`. Bytes travel as base64. */
import * as Y from 'yjs'
import { base64, bytes, observe, session } from './cases.mjs'
import { randomEdit } from './edits.mjs'
import { serve } from './lines.mjs'
import { jsonDoc, plainDoc } from './plain.mjs'
import { Random } from './random.mjs'
import { client, observer, receive } from './replica.mjs'
import { makeTold } from './told.mjs'
import { framed, replay } from './traces.mjs'

const peers = new Map()

await serve({
  /** A random session of Yjs clients as a server sees it. */
  session: ({ seed }) => session(seed),

  /** A fresh document given some updates in order, observed after the last one. */
  apply({ updates, gc }) {
    const doc = observer(gc)
    updates.forEach(update => Y.applyUpdate(doc, bytes(update)))
    return observe(doc, null, true)
  },

  /** The same, observed after each update; `failed` when Yjs throws, from there on nothing counts. */
  follow({ updates, gc }) {
    const doc = observer(gc)
    return updates.map(update => {
      try {
        Y.applyUpdate(doc, bytes(update))
        return observe(doc, null, true)
      } catch (error) {
        return { failed: error.message }
      }
    })
  },

  /** A state as JSON text. */
  json({ state }) {
    const doc = observer(true)
    Y.applyUpdate(doc, bytes(state))
    return { json: jsonDoc(doc) }
  },

  /** A stock Yjs client that lives until `leave`. */
  join({ peer, seed, clientID, gc, marks }) {
    const made = []
    peers.set(peer, { ...client(clientID, gc, update => made.push(update)), made, marks, random: new Random(seed) })
    return {}
  },

  /** The client takes updates, then makes some random edits; answers with its own updates. */
  turn({ peer, updates, edits }) {
    const { doc, made, random, marks } = peers.get(peer)
    updates.forEach(update => receive({ doc }, bytes(update)))
    for (let i = 0; i < edits; i++) doc.transact(() => randomEdit(random, doc, { marks, mayHalve: false }))
    return { updates: made.splice(0).map(base64) }
  },

  /** The client makes told edits, each in a transaction; what each did. */
  told({ peer, edits }) {
    const { doc, made } = peers.get(peer)
    return edits.map(edit => {
      doc.transact(() => makeTold(doc, edit))
      return { ...observe(doc, null, true), updates: made.splice(0).map(base64) }
    })
  },

  leave({ peer }) {
    const { doc } = peers.get(peer)
    peers.delete(peer)
    return observe(doc, null, true)
  },

  /** The updates of every single edit of a trace, each behind its length as four bytes. */
  trace({ name }) {
    const { updates, state, text } = replay(name)
    return { updates: base64(framed(updates)), state: base64(state), text }
  },

  /** Where Yjs finds relative positions (encoded by anyone) in a document. */
  positions({ state, positions }) {
    const doc = observer(true)
    plainDoc(doc)
    Y.applyUpdate(doc, bytes(state))
    return positions.map(position => {
      const found = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(bytes(position)), doc)
      return found === null ? null : found.index
    })
  },

  /** Relative positions as Yjs writes them, at each index of the text root; right- then left-bound. */
  anchors({ state }) {
    const doc = observer(true)
    const text = doc.getText('text')
    Y.applyUpdate(doc, bytes(state))
    return [0, -1].map(assoc =>
      Array.from({ length: text.length + 1 }, (_, index) =>
        base64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index, assoc)))
      )
    )
  }
})
