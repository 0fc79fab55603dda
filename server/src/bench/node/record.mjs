// Records real Yjs updates: node record.mjs FILE KEY WRITERS UPDATES BYTES
// Each writer has its own client id and its own place in the text under KEY of an objective, where it
// types BYTES characters an update. The file: base update, then per writer its client id and its updates; all numbers and
// lengths are 4 bytes, big endian.
import { openSync, writeSync, closeSync } from 'node:fs'
import * as Y from 'yjs'

const [file, key] = process.argv.slice(2)
const [writers, updates, bytes] = process.argv.slice(4).map(Number)
const out = openSync(file, 'w')

const number = (value) => {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(value)
  return buffer
}
const chunk = (data) => Buffer.concat([number(data.length), data])

const base = new Y.Doc()
base.clientID = 4_000_000_001
base.transact(() => {
  const objective = new Y.Map()
  base.getMap('objectives').set('o1', objective)
  objective.set(key, new Y.Text('.'.repeat(writers)))
})
const beginning = Y.encodeStateAsUpdate(base)
writeSync(out, Buffer.concat([chunk(beginning), number(writers), number(updates)]))

for (let writer = 0; writer < writers; writer++) {
  const doc = new Y.Doc()
  doc.clientID = 3_000_000_000 + writer * 7_919_777
  Y.applyUpdate(doc, beginning)
  const recorded = [number(doc.clientID)]
  doc.on('update', (update) => recorded.push(chunk(update)))
  const text = doc.getMap('objectives').get('o1').get(key)
  for (let i = 0; i < updates; i++) {
    text.insert(writer + 1 + i * bytes, String.fromCharCode(97 + (i % 26)).repeat(bytes))
  }
  writeSync(out, Buffer.concat(recorded))
}
closeSync(out)
