import * as Y from 'yjs'
import { randomEdit } from './edits.mjs'
import { plainDoc } from './plain.mjs'
import { Random } from './random.mjs'
import { client, isWaiting, observer, receive, withUndo } from './replica.mjs'

export const base64 = bytes => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
export const bytes = text => new Uint8Array(Buffer.from(text, 'base64'))

const CLIENT_IDS = [
  random => 1 + random.below(200),
  random => random.below(2 ** 32),
  random => 2 ** 32 + random.below(2 ** 31) * random.below(2 ** 20),
  () => Number.MAX_SAFE_INTEGER
]

function distinctIds(random, count) {
  const ids = new Set()
  while (ids.size < count) ids.add(random.pick(CLIENT_IDS)(random))
  return [...ids]
}

/**
 * A session of a few Yjs clients that edit, lose touch and meet again, as a server would see it:
 * `steps`, each one update and what a document holds that was given all updates up to there.
 * Updates come late, twice, merged, or not before the end.
 */
export function session(seed) {
  const random = new Random(seed)
  const gc = random.chance(0.75)
  const options = { marks: random.chance(0.7), mayHalve: random.chance(0.1) }
  const toServer = []
  const made = []
  const clients = distinctIds(random, 1 + random.below(4)).map((id, me, ids) => {
    const inboxes = ids.map(() => [])
    const joined = client(id, gc, update => {
      inboxes.forEach((inbox, other) => other !== me && inbox.push(update))
      toServer.push(update)
      made.push(update)
    })
    return { ...joined, undo: withUndo(joined), inboxes }
  })

  const server = observer(gc)
  const steps = []
  const lost = []
  const seen = []
  const deliver = update => {
    Y.applyUpdate(server, update)
    seen.push(update)
    steps.push(observe(server, update, random.chance(0.15)))
  }

  for (let turns = 4 + random.below(40); turns > 0; turns--) {
    const me = random.below(clients.length)
    act(random, clients, me, options)
    if (random.chance(0.6)) pump(random, toServer, lost, seen, deliver)
    if (random.chance(0.05)) deliver(Y.encodeStateAsUpdate(clients[me].doc, Y.encodeStateVector(server)))
  }
  random.shuffle(lost.concat(toServer)).forEach(deliver)
  if (isWaiting(server)) throw new Error(`case ${seed} still waits after every update`)

  const half = observer(gc)
  seen.slice(0, seen.length >> 1).forEach(update => Y.applyUpdate(half, update))
  // Whole states are left out: where one has collected what another holds, Yjs takes either.
  const some = random.shuffle(made).slice(0, 1 + random.below(8))
  return {
    gc,
    steps,
    final: { ...observe(server, null, true), v2: base64(Y.encodeStateAsUpdateV2(server)) },
    since: known(server, Y.encodeStateVector(half)),
    merged: { updates: some.map(base64), update: base64(Y.mergeUpdates(some)) },
    diff: base64(Y.diffUpdate(Y.encodeStateAsUpdate(server), Y.encodeStateVector(half)))
  }
}

function act(random, clients, me, options) {
  const { doc, undo, inboxes } = clients[me]
  if (random.chance(0.08)) undo.undo()
  else if (random.chance(0.04)) undo.redo()
  else {
    doc.transact(() => {
      for (let edits = random.chance(0.3) ? 1 + random.below(6) : 1; edits > 0; edits--) randomEdit(random, doc, options)
    })
  }
  inboxes.forEach((inbox, other) => {
    if (inbox.length > 0 && random.chance(0.5)) inbox.splice(0).forEach(update => receive(clients[other], update))
  })
}

/** Hands some of what the clients sent to the server: late, lost for now, again, or merged. */
function pump(random, waiting, lost, seen, deliver) {
  const batch = waiting.splice(0, 1 + random.below(waiting.length + 1))
  if (random.chance(0.2)) random.shuffle(batch)
  if (batch.length > 1 && random.chance(0.2)) return deliver(Y.mergeUpdates(batch))
  for (const update of batch) {
    if (random.chance(0.1)) lost.push(update)
    else deliver(update)
    if (seen.length > 0 && random.chance(0.05)) deliver(random.pick(seen))
    if (lost.length > 0 && random.chance(0.2)) deliver(lost.splice(random.below(lost.length), 1)[0])
  }
}

/** What a document holds; its bytes only when nothing waits, since Yjs then adds what waits. */
export function observe(doc, update, fully) {
  const step = { vector: base64(Y.encodeStateVector(doc)), waiting: isWaiting(doc) }
  if (update) step.update = base64(update)
  if (fully) step.plain = plainDoc(doc)
  if (!step.waiting) step.state = base64(Y.encodeStateAsUpdate(doc))
  return step
}

function known(doc, vector) {
  return { vector: base64(vector), update: base64(Y.encodeStateAsUpdate(doc, vector)) }
}
