/**
 * Yjs's half of the benchmark, behind `lines.mjs`; the other half is `YdocBench`. Needs
 * `--expose-gc`, so that no sample pays for the garbage of the one before.
 */
import * as Y from 'yjs'
import { serve } from './lines.mjs'
import { framed, replay } from './traces.mjs'

let trace
let document

const MEASURES = {
  /** Every single update into one document, as a reader would. */
  apply() {
    const doc = new Y.Doc()
    for (const update of trace.updates) Y.applyUpdate(doc, update)
    return doc
  },

  /** The same with a listener, so that Yjs makes the bytes a server relays. */
  relay() {
    const doc = new Y.Doc()
    let bytes = 0
    doc.on('update', update => (bytes += update.length))
    for (const update of trace.updates) Y.applyUpdate(doc, update)
    return bytes
  },

  load() {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, trace.state)
    return doc
  },

  encode: () => Y.encodeStateAsUpdate(document)
}

let sink

await serve({
  /** Types the trace and keeps it; answers with its updates, framed. */
  prepare({ name }) {
    trace = replay(name)
    document = MEASURES.load()
    return {
      updates: Buffer.from(framed(trace.updates)).toString('base64'),
      state: Buffer.from(trace.state).toString('base64'),
      text: trace.text
    }
  },

  /** One sample: mean milliseconds of `times` runs, on the clock and of processor time. */
  sample({ measure, times }) {
    const run = MEASURES[measure]
    globalThis.gc()
    const cpu = process.cpuUsage()
    const start = performance.now()
    for (let i = 0; i < times; i++) sink = run()
    const wall = performance.now() - start
    const { user, system } = process.cpuUsage(cpu)
    return { wall: wall / times, cpu: (user + system) / 1000 / times, kept: sink !== undefined }
  }
})
