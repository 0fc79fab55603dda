import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'

/** The editing sessions under `yjs-data/traces`, by name; see LICENSES.md there for their format. */
const FOLDER = new URL('../resources/yjs-data/traces/', import.meta.url)

const CONCURRENT = ['friendsforever', 'clownschool']

/** Types a trace anew with Yjs: the update of each single edit, the final state, its text. */
export function replay(name) {
  const kind = CONCURRENT.includes(name) ? 'concurrent' : 'sequential'
  const trace = JSON.parse(gunzipSync(readFileSync(new URL(`${kind}/${name}.json.gz`, FOLDER))))
  const updates = []
  const doc = kind === 'concurrent' ? replayConcurrent(trace, updates) : replaySequential(trace, updates)
  const text = doc.getText('text').toString()
  if (text !== trace.endContent) throw new Error(`Yjs itself does not reach the end of ${name}`)
  return { updates, state: Y.encodeStateAsUpdate(doc), text }
}

function author(clientID, onUpdate) {
  const doc = new Y.Doc()
  doc.clientID = clientID
  doc.on('update', (update, origin) => origin === 'remote' || onUpdate(update))
  return { doc, text: doc.getText('text') }
}

function type({ doc, text }, [position, deleted, inserted]) {
  doc.transact(() => {
    if (deleted > 0) text.delete(position, deleted)
    if (inserted.length > 0) text.insert(position, inserted)
  })
}

function replaySequential(trace, updates) {
  const one = author(1, update => updates.push(update))
  for (const { patches } of trace.txns) for (const patch of patches) type(one, patch)
  return one.doc
}

/**
 * Each transaction was made by one person who had seen its parents and all before them. People
 * only ever learn more, so each has a document that first catches up with the parents.
 */
function replayConcurrent(trace, updates) {
  let current = 0
  const people = Array.from({ length: trace.numAgents }, (_, agent) => author(agent + 1, update => made[current].push(update)))
  const seen = people.map(() => new Uint8Array(trace.txns.length))
  const made = trace.txns.map(() => [])
  trace.txns.forEach(({ agent, parents, patches }, index) => {
    const person = people[agent]
    const news = []
    const open = [...parents]
    while (open.length > 0) {
      const parent = open.pop()
      if (seen[agent][parent]) continue
      seen[agent][parent] = 1
      news.push(parent)
      open.push(...trace.txns[parent].parents)
    }
    for (const parent of news.sort((a, b) => a - b)) {
      for (const update of made[parent]) Y.applyUpdate(person.doc, update, 'remote')
    }
    seen[agent][index] = 1
    current = index
    for (const patch of patches) type(person, patch)
    updates.push(...made[index])
  })
  const all = new Y.Doc()
  for (const update of updates) Y.applyUpdate(all, update)
  return all
}

/** Updates one after the other, each behind its length as four bytes. */
export function framed(updates) {
  return Buffer.concat(
    updates.flatMap(update => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(update.length)
      return [length, update]
    })
  )
}
