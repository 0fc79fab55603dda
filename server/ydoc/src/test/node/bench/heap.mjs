import { load } from './engines.mjs'

/** Loads and keeps so many documents, from the states in turn; the bytes that one of them takes. */
export function retained(engine, states, copies) {
  engine.free(load(engine, states[0]))
  const documents = new Array(copies)
  const before = settled(engine)
  for (let i = 0; i < copies; i++) documents[i] = load(engine, states[i % states.length])
  return { bytes: (settled(engine) - before) / copies, documents }
}

function settled({ usedBytes }) {
  for (let i = 0; i < 3; i++) globalThis.gc()
  return usedBytes()
}
