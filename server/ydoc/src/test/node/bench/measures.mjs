import { load } from './engines.mjs'

/** Yjs alone can merge updates, in time that grows with the square of their number. */
const FEW = 5_000

/**
 * What can be timed of an engine, by name: `fresh` makes the run whose time counts, `dispose` takes
 * its result away.
 */
export function measures(engine, { updates, state, states, base }, held) {
  const { create, apply, encode, free, onUpdate } = engine
  const applyAll = doc => {
    for (const update of updates) apply(doc, update)
    return doc
  }

  return {
    /** Every single update into one document, as a reader would. */
    apply: { fresh: () => () => applyAll(create()), dispose: free },

    /** The same with a listener, so that the bytes are made which a server relays. */
    relay: {
      fresh: () => () => {
        const doc = create()
        let bytes = 0
        onUpdate(doc, update => (bytes += update.length))
        applyAll(doc)
        return bytes
      },
      dispose() {}
    },

    load: { fresh: () => () => load(engine, state), dispose: free },

    encode: {
      fresh: () => {
        const doc = (held[0] ??= load(engine, state))
        return () => encode(doc)
      },
      dispose() {}
    },

    /** The first updates into one, without a document. */
    mergeFew: { fresh: () => () => engine.merge(updates.slice(0, FEW)), dispose() {} },

    /** Every update into a document that is already there. */
    follow: {
      fresh: () => {
        const doc = load(engine, base)
        return () => applyAll(doc)
      },
      dispose: free
    },

    /** The states of all documents that are held. */
    unload: {
      fresh: () => () => {
        let bytes = 0
        for (const doc of held) bytes += encode(doc).length
        return bytes
      },
      dispose() {}
    },

    /** As many documents as are held, from their states. */
    reload: {
      fresh: () => () => held.map((_, index) => load(engine, states[index % states.length])),
      dispose: documents => documents.forEach(free)
    }
  }
}
