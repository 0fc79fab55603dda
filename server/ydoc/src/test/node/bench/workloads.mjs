import * as Y from 'yjs'
import { Random } from '../random.mjs'
import { replay } from '../traces.mjs'
import { board } from './board.mjs'

/**
 * Workloads by name, made by Yjs clients, the same ones every time: `updates` one by one, the
 * `state` they end in, and where needed the `base` they build on or many `states`.
 */
export const WORKLOADS = {
  /** An editing session of real people. */
  trace: ({ name }) => replay(name),

  board,

  /**
   * Clients that begin with nothing and insert single characters at random places of one text.
   * After so many inserts of each they exchange everything; 0 means only at the end.
   */
  inserts({ clients, each, exchange }) {
    const random = new Random(2)
    const updates = []
    const people = Array.from({ length: clients }, (_, index) => author(index + 1, updates))
    let exchanged = 0
    for (let round = 1; round <= each; round++) {
      for (const { text } of people) text.insert(random.below(text.length + 1), letter(random))
      if (exchange > 0 && round % exchange === 0) {
        const news = Y.mergeUpdates(updates.slice(exchanged))
        exchanged = updates.length
        for (const { doc } of people) Y.applyUpdate(doc, news, 'remote')
      }
    }
    return { updates, state: endOf(updates) }
  },

  /** A text by so many past clients, a word each, to which one more client types characters. */
  past({ clients, changes }) {
    const random = new Random(3)
    const doc = new Y.Doc()
    const text = doc.getText('text')
    doc.transact(() => {
      for (let client = 1; client <= clients; client++) {
        doc.clientID = client
        text.insert(text.length, word(random))
      }
    })
    const base = Y.encodeStateAsUpdate(doc)
    const updates = []
    doc.clientID = clients + 1
    doc.on('update', update => updates.push(update))
    for (let i = 0; i < changes; i++) text.insert(text.length, letter(random))
    return { base, updates, state: Y.encodeStateAsUpdate(doc) }
  },

  /** Different notes that three people wrote, each a state of about so many bytes. */
  idle({ variants, bytes }) {
    const states = Array.from({ length: variants }, (_, seed) => note(new Random(seed), bytes))
    return { updates: states, states, state: states[0] }
  }
}

function author(clientID, updates) {
  const doc = new Y.Doc()
  doc.clientID = clientID
  doc.on('update', (update, origin) => origin === 'remote' || updates.push(update))
  return { doc, text: doc.getText('text') }
}

function endOf(updates) {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return Y.encodeStateAsUpdate(doc)
}

/**
 * People take turns to type a few words somewhere and to delete a few characters; the state as Yjs
 * writes it after loading it.
 */
function note(random, bytes) {
  const doc = new Y.Doc()
  const text = doc.getText('text')
  const people = [1, 2, 3].map(() => 1 + random.below(2 ** 32 - 1))
  let state = Y.encodeStateAsUpdate(doc)
  while (state.length < bytes) {
    doc.clientID = random.pick(people)
    let at = random.below(text.length + 1)
    for (let words = 1 + random.below(30); words > 0; words--) {
      const typed = word(random)
      text.insert(at, typed)
      at += typed.length
    }
    if (random.chance(0.3)) text.delete(at - 3, 3)
    state = Y.encodeStateAsUpdate(doc)
  }
  return endOf([state])
}

function letter(random) {
  return String.fromCharCode(97 + random.below(26))
}

function word(random) {
  return Array.from({ length: 2 + random.below(8) }, () => letter(random)).join('') + ' '
}
