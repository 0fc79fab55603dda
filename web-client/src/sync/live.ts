import { LiveLine, type LiveAccess } from './live-line';
import type { LiveResourceMessage } from './live-messages';
import { merged } from './merge-patch';

/** What reading a resource over HTTP, with `If-None-Match`, has brought. */
export type Read =
  | { readonly kind: 'value'; readonly value: unknown; readonly version: string | null }
  | { readonly kind: 'same' }
  | { readonly kind: 'gone'; readonly reason: string };

/** Reads a resource over HTTP unless it still has that version; rejects when nobody answers. */
export type Reader = (path: string, version: string | null) => Promise<Read>;

/** Who watches a resource. */
export interface Watcher<T> {
  /** It is so now. Never changed in place; what is equal to before is the same object. */
  value(value: T): void;
  /** It is not there any more (`not-found`), or not for us (`forbidden`). */
  gone?(reason: string): void;
  /** It cannot be read at the moment. */
  failed?(problem: unknown): void;
}

export interface LiveOptions {
  /** Of the server's `/live`, beginning with ws or wss. */
  readonly url: string;
  readonly access: LiveAccess;
  readonly read: Reader;
  readonly Socket?: typeof WebSocket;
  /** How long to wait for the socket before asking over HTTP, and between two times. */
  readonly pollAfterMs?: number;
  readonly pollEveryMs?: number;
  /** How long a resource that nobody watches any more stays watched, for who comes back to it. */
  readonly lingerMs?: number;
}

/** How true what is shown is: told at once, asked for now and then, or not known at the moment. */
export type Freshness = 'live' | 'polled' | 'stale';

interface Entry {
  readonly path: string;
  readonly watchers: Set<Watcher<unknown>>;
  version: string | null;
  value: unknown;
  has: boolean;
  gone: string | null;
  /** The server does not tell of it on this socket. */
  polledOnly: boolean;
  linger: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Keeps resources of the server true: over one socket, resumed with the versions held, and by asking
 * over HTTP while sockets do not come through. The socket is open while something is watched.
 */
export class Live {
  readonly #line: LiveLine;
  readonly #read: Reader;
  readonly #pollAfterMs: number;
  readonly #pollEveryMs: number;
  readonly #lingerMs: number;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<(freshness: Freshness) => void>();
  #poll: ReturnType<typeof setTimeout> | undefined;
  #polledWell = false;
  #told: Freshness = 'stale';

  constructor(options: LiveOptions) {
    this.#read = options.read;
    this.#pollAfterMs = options.pollAfterMs ?? 2_000;
    this.#pollEveryMs = options.pollEveryMs ?? 5_000;
    this.#lingerMs = options.lingerMs ?? 15_000;
    const user = {
      opened: () => this.#opened(),
      heard: (message: LiveResourceMessage) => this.#heard(message),
      stateChanged: () => this.#lineChanged()
    };
    this.#line = new LiveLine(options.url, options.access, user, options.Socket ?? WebSocket);
  }

  get freshness(): Freshness {
    return this.#line.state === 'open' ? 'live' : this.#polledWell ? 'polled' : 'stale';
  }

  /** Is told each other freshness, until the returned function is called. */
  listen(listener: (freshness: Freshness) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Watches a resource until the returned function is called. What is known is told at once. */
  watch<T>(path: string, watcher: Watcher<T>): () => void {
    const entry = this.#entries.get(path) ?? this.#begin(path);
    const one = watcher as Watcher<unknown>;
    clearTimeout(entry.linger);
    entry.watchers.add(one);
    if (entry.has) one.value(entry.value);
    else if (entry.gone !== null) this.#again(entry);
    return () => {
      if (entry.watchers.delete(one) && entry.watchers.size === 0)
        entry.linger = setTimeout(() => this.#end(entry), this.#lingerMs);
    };
  }

  /** Asks now for what the socket does not bring at the moment; with a socket it comes by itself. */
  async refresh(): Promise<void> {
    if (this.#line.state !== 'open') await this.#pollAll();
  }

  /** The access token was renewed. */
  tokenRenewed(): void {
    void this.#line.tokenRenewed();
  }

  /** The sign-in has ended: what is shown stays as it is. */
  signedOut(): void {
    this.#line.signedOut();
  }

  /** Signed in again as the same member. */
  resume(): void {
    this.#line.resume();
  }

  wake(): void {
    this.#line.wake();
  }

  networkLost(): void {
    this.#line.networkLost();
  }

  /** Forgets everything: whoever comes next is somebody else. */
  close(): void {
    for (const entry of this.#entries.values()) clearTimeout(entry.linger);
    this.#entries.clear();
    clearTimeout(this.#poll);
    this.#line.close();
  }

  #begin(path: string): Entry {
    const entry: Entry = {
      path,
      watchers: new Set(),
      version: null,
      value: undefined,
      has: false,
      gone: null,
      polledOnly: false,
      linger: undefined
    };
    this.#entries.set(path, entry);
    this.#line.open();
    this.#ask(entry);
    return entry;
  }

  #end(entry: Entry): void {
    if (this.#entries.get(entry.path) !== entry) return;
    this.#entries.delete(entry.path);
    this.#line.say({ unwatch: entry.path });
    if (this.#entries.size > 0) return;
    clearTimeout(this.#poll);
    this.#line.close();
  }

  #ask({ path, version }: Entry): void {
    this.#line.say(version === null ? { watch: path } : { watch: path, version });
  }

  #again(entry: Entry): void {
    entry.gone = null;
    entry.version = null;
    this.#ask(entry);
  }

  #opened(): void {
    for (const entry of this.#entries.values()) {
      entry.polledOnly = false;
      if (entry.gone === null) this.#ask(entry);
      else this.#again(entry);
    }
  }

  #heard(message: LiveResourceMessage): void {
    const entry = this.#entries.get(message.path);
    if (!entry) return;
    if ('gone' in message) this.#isGone(entry, message.gone);
    else if ('error' in message) this.#failed(entry, message.error);
    else if ('value' in message) this.#isNow(entry, message.value, message.version);
    else if ('patch' in message) {
      if (entry.has && message.from === entry.version)
        this.#isNow(entry, merged(entry.value, message.patch), message.version);
      else this.#again(entry);
    }
  }

  /** `unavailable` comes right by itself; of what cannot be watched the server does not tell. */
  #failed(entry: Entry, code: string): void {
    if (code === 'unavailable') return;
    entry.polledOnly = true;
    this.#pollIn(0);
  }

  #isNow(entry: Entry, value: unknown, version: string | null): void {
    entry.has = true;
    entry.gone = null;
    entry.value = value;
    entry.version = version;
    for (const watcher of [...entry.watchers]) watcher.value(value);
  }

  #isGone(entry: Entry, reason: string): void {
    entry.has = false;
    entry.value = undefined;
    entry.version = null;
    entry.gone = reason;
    for (const watcher of [...entry.watchers]) watcher.gone?.(reason);
  }

  #lineChanged(): void {
    const { state } = this.#line;
    if (state === 'closed' || state === 'signed-out' || state === 'open') clearTimeout(this.#poll);
    else {
      const isUrgent =
        state !== 'connecting' && [...this.#entries.values()].some((entry) => !entry.has);
      this.#pollIn(isUrgent ? 0 : this.#pollAfterMs);
    }
    this.#tell();
  }

  #pollIn(ms: number): void {
    clearTimeout(this.#poll);
    this.#poll = setTimeout(() => void this.#pollAll(), ms);
  }

  async #pollAll(): Promise<void> {
    const due = [...this.#entries.values()].filter((entry) => this.#isPolled(entry));
    const answers = await Promise.all(due.map((entry) => this.#pollOne(entry)));
    this.#polledWell = due.length > 0 && answers.every(Boolean);
    this.#tell();
    const { state } = this.#line;
    const goesOn = [...this.#entries.values()].some((entry) => this.#isPolled(entry));
    if (goesOn && state !== 'closed' && state !== 'signed-out')
      this.#pollIn(this.#pollEveryMs * (0.75 + Math.random() / 2));
  }

  #isPolled(entry: Entry): boolean {
    return this.#line.state !== 'open' || entry.polledOnly;
  }

  async #pollOne(entry: Entry): Promise<boolean> {
    const { version } = entry;
    try {
      const read = await this.#read(entry.path, version);
      // The socket, or another reading, may have been faster.
      if (!this.#isPolled(entry) || entry.version !== version) return true;
      if (read.kind === 'value') this.#isNow(entry, read.value, read.version);
      else if (read.kind === 'gone' && entry.gone === null) this.#isGone(entry, read.reason);
      return true;
    } catch (problem) {
      for (const watcher of [...entry.watchers]) watcher.failed?.(problem);
      return false;
    }
  }

  #tell(): void {
    const { freshness } = this;
    if (freshness === this.#told) return;
    this.#told = freshness;
    for (const listener of [...this.#listeners]) listener(freshness);
  }
}
