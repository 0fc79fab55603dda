import * as Y from 'yjs'
import ywasm from 'ywasm'

/** What is measured beside our engine, behind one shape; `free` gives a document's memory back. */
export const ENGINES = {
  yjs: {
    create: () => new Y.Doc(),
    apply: (doc, update) => Y.applyUpdate(doc, update),
    encode: doc => Y.encodeStateAsUpdate(doc),
    merge: updates => Y.mergeUpdates(updates),
    free: () => {},
    onUpdate: (doc, listener) => doc.on('update', listener),
    usedBytes: () => process.memoryUsage().heapUsed
  },

  /** Yrs in WebAssembly. Its memory grows by pages of 64 KiB and never shrinks. */
  ywasm: {
    create: () => new ywasm.YDoc({}),
    apply: (doc, update) => ywasm.applyUpdate(doc, update, null),
    encode: doc => ywasm.encodeStateAsUpdate(doc),
    free: doc => doc.free(),
    usedBytes: () => ywasm.__wasm.memory.buffer.byteLength
  }
}

export function load({ create, apply }, state) {
  const doc = create()
  apply(doc, state)
  return doc
}
