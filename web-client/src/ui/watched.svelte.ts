import type { Loadable } from './loader.svelte';

/** Tells how things on the server are, and each change. */
export interface Source {
  watch<T>(
    path: string,
    watcher: {
      value(value: T): void;
      gone?(reason: string): void;
      failed?(problem: unknown): void;
    }
  ): () => void;
  refresh(): Promise<void>;
}

type Places<P> = { readonly [Name in keyof P]: { readonly path: string } };

const goneText = 'This is not here any more, or it is not yours to see.';
const failedText = 'Meridian cannot be reached. Check your connection and try again.';

/** Something made of resources of the server, which follows them while it is shown. */
export class Watched<P extends object, T> implements Loadable<T> {
  readonly #source: Source;
  readonly #places: Places<P>;
  readonly #made: (parts: P) => T;
  #parts = $state.raw<Partial<P>>({});
  #problem = $state.raw('');
  #isGone = $state.raw(false);
  readonly #value = $derived.by(() => this.#whole());

  constructor(source: Source, places: Places<P>, made: (parts: P) => T) {
    this.#source = source;
    this.#places = places;
    this.#made = made;
  }

  /** Absent until every part is there. */
  get value(): T | undefined {
    return this.#value;
  }

  /** Why it is not there; empty when it is, or is on its way. */
  get problem(): string {
    return this.#problem;
  }

  /** Whether a part of it is not there, or not for us. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Sees to it that a change of one's own shows. */
  load(): Promise<void> {
    return this.#source.refresh();
  }

  /** Follows from now on, until the returned function is called. For `onMount`. */
  keepFresh = (): (() => void) => {
    const names = Object.keys(this.#places) as (keyof P)[];
    const ends = names.map((name) => this.#follow(name));
    return () => ends.forEach((end) => end());
  };

  #follow<Name extends keyof P>(name: Name): () => void {
    return this.#source.watch<P[Name]>(this.#places[name].path, {
      value: (value) => {
        this.#parts = { ...this.#parts, [name]: value };
        this.#problem = '';
        this.#isGone = false;
      },
      gone: () => {
        this.#parts = {};
        this.#problem = goneText;
        this.#isGone = true;
      },
      failed: (problem) => {
        this.#problem = problem instanceof Error ? problem.message : failedText;
      }
    });
  }

  #whole(): T | undefined {
    const names = Object.keys(this.#places) as (keyof P)[];
    return names.every((name) => this.#parts[name] !== undefined)
      ? this.#made(this.#parts as P)
      : undefined;
  }
}
