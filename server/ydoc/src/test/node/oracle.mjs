/**
 * Yjs as a line server: one JSON request per line on stdin, one JSON answer per line on stdout,
 * in order. Bytes travel as base64. `{op, …}` asks; the answer is what the operation returns, or
 * `{error}`. Ends when stdin ends.
 */
import { createInterface } from 'node:readline'
import * as Y from 'yjs'
import { base64, bytes, observe, session } from './cases.mjs'
import { randomEdit } from './edits.mjs'
import { plainDoc } from './plain.mjs'
import { Random } from './random.mjs'
import { client, observer, receive } from './replica.mjs'
import { replay } from './traces.mjs'

const peers = new Map()

const OPERATIONS = {
  /** A random session of Yjs clients as a server sees it. */
  session: ({ seed }) => session(seed),

  /** A fresh document given some updates in order, observed after the last one. */
  apply({ updates, gc }) {
    const doc = observer(gc)
    updates.forEach(update => Y.applyUpdate(doc, bytes(update)))
    return observe(doc, null, true)
  },

  /** The same, observed after each update. */
  follow({ updates, gc }) {
    const doc = observer(gc)
    return updates.map(update => {
      Y.applyUpdate(doc, bytes(update))
      return observe(doc, null, true)
    })
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

  leave({ peer }) {
    const { doc } = peers.get(peer)
    peers.delete(peer)
    return observe(doc, null, true)
  },

  /** The updates of every single edit of a trace, each behind its length as four bytes. */
  trace({ name }) {
    const { updates, state, text } = replay(name)
    const framed = updates.flatMap(update => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(update.length)
      return [length, update]
    })
    return { updates: Buffer.concat(framed).toString('base64'), state: base64(state), text }
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
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  let answer
  try {
    const request = JSON.parse(line)
    answer = OPERATIONS[request.op](request)
  } catch (error) {
    answer = { error: String(error.stack) }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
