import type { Snippet } from 'svelte';

/** What the present page puts into the bar at the top: its state and who is there. */
class Chrome {
  #aside = $state.raw<Snippet | null>(null);

  get aside(): Snippet | null {
    return this.#aside;
  }

  /** Shows a snippet until the returned function is called. */
  show(aside: Snippet): () => void {
    this.#aside = aside;
    return () => {
      if (this.#aside === aside) this.#aside = null;
    };
  }
}

export const chrome = new Chrome();
