/** Seeded random numbers (mulberry32): the same seed gives the same case on every machine. */
export class Random {
  constructor(seed) {
    this.state = seed >>> 0
  }

  /** A number in [0, 1). */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number in [0, bound). */
  below(bound) {
    return Math.floor(this.next() * bound)
  }

  chance(probability) {
    return this.next() < probability
  }

  pick(list) {
    return list[this.below(list.length)]
  }

  shuffle(list) {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      ;[list[i], list[j]] = [list[j], list[i]]
    }
    return list
  }
}
