import { live } from './live';

const patienceMs = 4_000;

/** Whether what the page shows may be old, because nobody has told for a while how it is. */
class FreshnessState {
  isOld = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    live.listen((freshness) => {
      clearTimeout(this.#timer);
      if (freshness === 'stale')
        this.#timer = setTimeout(() => (this.isOld = live.freshness === 'stale'), patienceMs);
      else this.isOld = false;
    });
  }
}

export const freshness = new FreshnessState();
