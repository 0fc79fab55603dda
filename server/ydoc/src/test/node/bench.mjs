/**
 * The other engines' half of the benchmark, behind `lines.mjs`; `YdocBench` has the rest. Needs
 * `--expose-gc`, so that no sample pays for the garbage of the one before.
 */
import { serve } from './lines.mjs'
import { ENGINES, load } from './bench/engines.mjs'
import { retained } from './bench/heap.mjs'
import { measures } from './bench/measures.mjs'
import { WORKLOADS } from './bench/workloads.mjs'
import { framed } from './traces.mjs'

const { yjs } = ENGINES

let input
const held = {}

await serve({
  /**
   * Makes a workload and keeps it; answers with it and with what the state becomes when Yjs loads
   * it: fewer bytes where neighbours were collected one by one. Bytes travel as base64.
   */
  prepare({ workload, ...sizes }) {
    input = WORKLOADS[workload](sizes)
    return {
      updates: Buffer.from(framed(input.updates)).toString('base64'),
      state: Buffer.from(input.state).toString('base64'),
      reloaded: Buffer.from(yjs.encode(load(yjs, input.state))).toString('base64'),
      base: Buffer.from(input.base ?? []).toString('base64')
    }
  },

  /** A state from elsewhere, to be loaded. */
  take({ state }) {
    input = { updates: [], state: Buffer.from(state, 'base64') }
    return {}
  },

  /** Bytes that one of `copies` documents takes, loaded from the states in turn and kept. */
  heap({ engine, copies }) {
    const states = input.states ?? [input.state]
    const { bytes, documents } = retained(ENGINES[engine], states, copies)
    held[engine] = documents
    return { bytes }
  },

  /** Forgets the documents that `heap` kept. */
  release({ engine }) {
    held[engine].forEach(ENGINES[engine].free)
    held[engine] = []
    return {}
  },

  /** One sample: mean milliseconds of `times` runs, on the clock and of processor time. */
  sample({ engine, measure, times }) {
    const { fresh, dispose } = measures(ENGINES[engine], input, held[engine] ?? [])[measure]
    globalThis.gc()
    const cpu = process.cpuUsage()
    let wall = 0
    for (let i = 0; i < times; i++) {
      const run = fresh()
      const start = performance.now()
      const result = run()
      wall += performance.now() - start
      dispose(result)
    }
    const { user, system } = process.cpuUsage(cpu)
    return { wall: wall / times, cpu: (user + system) / 1000 / times }
  }
})
