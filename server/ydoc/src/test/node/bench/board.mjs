import * as Y from 'yjs'
import { Random } from '../random.mjs'

/** How many changes each client makes before all clients exchange theirs. */
const TURN = 20

/**
 * Clients who work on one board: of their changes 75 % move a card (a key is overwritten), 17 % edit
 * a title, 4 % add a card and 4 % delete one. The first one puts the cards there.
 */
export function board({ cards, clients, changes }) {
  const random = new Random(1)
  const updates = []
  const people = Array.from({ length: clients }, (_, index) => client(index + 1, updates))
  for (let i = 0; i < cards; i++) add(people[0].cards, random)
  let exchanged = exchange(people, updates, 0)
  for (let made = 0; made < changes; ) {
    for (let turn = 0; turn < TURN; turn++) {
      for (const person of people) {
        if (made++ < changes) change(person, random)
      }
    }
    exchanged = exchange(people, updates, exchanged)
  }
  const all = new Y.Doc()
  for (const update of updates) Y.applyUpdate(all, update)
  return { updates, state: Y.encodeStateAsUpdate(all) }
}

function client(clientID, updates) {
  const doc = new Y.Doc()
  doc.clientID = clientID
  doc.on('update', (update, origin) => origin === 'remote' || updates.push(update))
  return { doc, cards: doc.getMap('cards') }
}

/** Everybody gets what is new; how many updates have been exchanged. */
function exchange(people, updates, exchanged) {
  const news = Y.mergeUpdates(updates.slice(exchanged))
  for (const { doc } of people) Y.applyUpdate(doc, news, 'remote')
  return updates.length
}

function change({ doc, cards }, random) {
  const key = random.pick([...cards.keys()])
  const kind = random.below(100)
  if (kind < 75) cards.get(key).set('place', place(random))
  else if (kind < 92) doc.transact(() => retitle(cards.get(key).get('title'), random))
  else if (kind < 96) add(cards, random)
  else cards.delete(key)
}

function add(cards, random) {
  cards.doc.transact(() => {
    const card = new Y.Map()
    cards.set(`card-${random.below(2 ** 32).toString(36)}`, card)
    card.set('place', place(random))
    card.set('title', new Y.Text('A thing to be done'))
  })
}

function place(random) {
  return [random.below(4000), random.below(3000)]
}

function retitle(title, random) {
  const at = random.below(title.length + 1)
  if (title.length > 30) title.delete(0, 10)
  else title.insert(at, String.fromCharCode(97 + random.below(26)))
}
