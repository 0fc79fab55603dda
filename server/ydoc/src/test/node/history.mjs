import * as Y from 'yjs'
import { act, base64, distinctIds } from './cases.mjs'
import { plainDoc, plainValue } from './plain.mjs'
import { Random } from './random.mjs'
import { client, observer, withUndo } from './replica.mjs'

/**
 * A session of clients that keep deleted content. `points` tells of some moments what the document
 * was then, read from its end; `changes` what became of the text between two of them.
 */
export function history(seed) {
  const random = new Random(seed)
  const options = { marks: random.chance(0.7), mayHalve: false }
  const server = observer(false)
  const updates = []
  const clients = distinctIds(random, 1 + random.below(4)).map((id, me, ids) => {
    const inboxes = ids.map(() => [])
    const made = client(id, false, update => {
      inboxes.forEach((inbox, other) => other !== me && inbox.push(update))
      Y.applyUpdate(server, update)
      updates.push(update)
    })
    return { ...made, undo: withUndo(made), inboxes }
  })
  const moments = [{ after: 0, snapshot: Y.emptySnapshot }]
  for (let turns = 4 + random.below(30); turns > 0; turns--) {
    act(random, clients, random.below(clients.length), options)
    if (random.chance(0.25)) moments.push({ after: updates.length, snapshot: Y.snapshot(server) })
  }
  moments.push({ after: updates.length, snapshot: Y.snapshot(server) })

  const pairs = Array.from({ length: 6 }, () => [random.below(moments.length), random.below(moments.length)])
  return {
    updates: updates.map(base64),
    points: moments.map(moment => point(server, moment)),
    changes: pairs.map(([older, newer]) => ({
      older,
      newer,
      delta: delta(server.getText('text'), moments[older].snapshot, moments[newer].snapshot)
    })),
    known: pairs.map(([at, other]) => {
      const update = updates[other % updates.length]
      return { at, update: base64(update), contained: Y.snapshotContainsUpdate(moments[at].snapshot, update) }
    })
  }
}

function point(server, { after, snapshot }) {
  const then = Y.createDocFromSnapshot(server, snapshot, observer(false))
  return {
    after,
    snapshot: base64(Y.encodeSnapshot(snapshot)),
    state: base64(Y.encodeStateAsUpdate(then)),
    plain: plainDoc(then)
  }
}

/** The delta with authors, text of equal attributes joined. */
function delta(text, older, newer) {
  const joined = []
  for (const op of text.toDelta(newer, older, (type, id) => ({ type, user: id.client }))) {
    const attributes = plainValue(op.attributes ?? {})
    const last = joined.at(-1)
    if (typeof op.insert !== 'string') joined.push({ embed: plainValue(op.insert), attributes })
    else if (last && 'text' in last && same(last.attributes, attributes)) last.text += op.insert
    else joined.push({ text: op.insert, attributes })
  }
  return joined
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)
