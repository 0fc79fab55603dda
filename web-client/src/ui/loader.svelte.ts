import { Problem } from '../api/problem';

/** Something that may not be there yet. */
export interface Loadable<T> {
  readonly value: T | undefined;
  /** Why it is not there; empty when nothing went wrong. */
  readonly problem: string;
  load(): Promise<void>;
}

/** Something read from the server: kept while it is read again, which happens when the reader comes back to the page. */
export class Loader<T> implements Loadable<T> {
  readonly #read: () => Promise<T>;
  #value = $state.raw<T | undefined>(undefined);
  #problem = $state.raw('');

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  get value(): T | undefined {
    return this.#value;
  }

  /** Why the last reading failed; empty when it did not. */
  get problem(): string {
    return this.#problem;
  }

  async load(): Promise<void> {
    try {
      this.#value = await this.#read();
      this.#problem = '';
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.#problem = problem.message;
    }
  }

  /** Replaces the value by one that is known without asking. */
  set(value: T): void {
    this.#value = value;
  }

  /** Loads now and whenever the page gets the focus, until the returned function is called. For `onMount`. */
  keepFresh = (): (() => void) => {
    const load = () => void this.load();
    load();
    addEventListener('focus', load);
    return () => removeEventListener('focus', load);
  };
}
