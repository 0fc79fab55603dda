import type { components } from './contract';
import { Problem, problemOf } from './problem';

export type SignedIn = components['schemas']['SignedIn'];

interface Grant {
  readonly signedIn: SignedIn;
  /** On the clock of `performance.now()`, which a wrong wall clock does not touch. */
  readonly goodUntil: number;
}

type Note =
  { readonly kind: 'granted'; readonly signedIn: SignedIn } | { readonly kind: 'signed-out' };

const lock = 'meridian.refresh';
const hint = 'meridian.signed-in';
const renewBeforeMs = 60_000;
const defaultLifetimeMs = 600_000;

/**
 * The access token of this browser: in memory only, renewed by the refresh cookie before it expires.
 * One refresh at a time, in all tabs of the browser where it has Web Locks; a tab that finds that
 * another one has just refreshed takes its token.
 */
export class Access {
  readonly #channel =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('meridian.session');
  readonly #changed: (signedIn: SignedIn | null) => void;
  readonly #leftElsewhere: () => void;
  #grant: Grant | null = null;
  #refreshing: Promise<SignedIn> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * `changed` is told each new grant, and null when the sign-in has ended; `leftElsewhere` is told
   * instead that the member signed out in another tab.
   */
  constructor(
    changed: (signedIn: SignedIn | null) => void,
    leftElsewhere: () => void = () => undefined
  ) {
    this.#changed = changed;
    this.#leftElsewhere = leftElsewhere;
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<Note>) => this.#heard(data));
  }

  /** Whether this browser may hold a refresh cookie; the cookie itself is hidden from the page. */
  get mayResume(): boolean {
    try {
      return localStorage.getItem(hint) !== null;
    } catch {
      return true;
    }
  }

  /** A token with some time left; rejects with a Problem when there is none. */
  async token(): Promise<string> {
    const grant = this.#grant;
    if (grant && grant.goodUntil - performance.now() > renewBeforeMs / 4)
      return grant.signedIn.accessToken;
    return (await this.refresh()).accessToken;
  }

  /** Exchanges the refresh cookie for a new token. */
  refresh(): Promise<SignedIn> {
    this.#refreshing ??= this.#refreshAlone().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  /** Takes what a sign-in, set-up or join has answered. */
  accept(signedIn: SignedIn): void {
    this.#take(signedIn);
    this.#channel?.postMessage({ kind: 'granted', signedIn } satisfies Note);
  }

  /** Forgets the token, here and in the other tabs. */
  end(): void {
    this.#drop();
    this.#changed(null);
    this.#channel?.postMessage({ kind: 'signed-out' } satisfies Note);
  }

  async #refreshAlone(): Promise<SignedIn> {
    const before = this.#grant;
    const ask = async () => {
      const taken = this.#grant;
      return taken && taken !== before ? taken.signedIn : this.#askServer();
    };
    return navigator.locks ? await navigator.locks.request(lock, ask) : ask();
  }

  async #askServer(): Promise<SignedIn> {
    const answer = await fetch('/api/v1/session/refresh', { method: 'POST' }).catch(() => {
      throw Problem.unreachable();
    });
    if (answer.ok) {
      const signedIn = (await answer.json()) as SignedIn;
      this.accept(signedIn);
      return signedIn;
    }
    const problem = await problemOf(answer);
    if (answer.status === 401 || answer.status === 403) {
      this.#drop();
      this.#changed(null);
    }
    throw problem;
  }

  #heard(note: Note): void {
    switch (note.kind) {
      case 'granted':
        this.#take(note.signedIn);
        break;
      case 'signed-out':
        this.#drop();
        this.#leftElsewhere();
        break;
      default:
        note satisfies never;
    }
  }

  #take(signedIn: SignedIn): void {
    remember(true);
    const lifetime = lifetimeOf(signedIn.accessToken);
    this.#grant = { signedIn, goodUntil: performance.now() + lifetime };
    clearTimeout(this.#timer);
    const wait = Math.max(5_000, lifetime - renewBeforeMs - Math.random() * 15_000);
    this.#timer = setTimeout(() => void this.refresh().catch(() => undefined), wait);
    this.#changed(signedIn);
  }

  #drop(): void {
    remember(false);
    clearTimeout(this.#timer);
    this.#grant = null;
  }
}

function remember(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(hint, 'yes');
    else localStorage.removeItem(hint);
  } catch {
    // Storage is blocked: the cookie is simply tried.
  }
}

/** How long a JWT lasts, by its own figures: the wall clock of this device may be hours wrong. */
export function lifetimeOf(token: string): number {
  try {
    const payload = token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    const { iat, exp } = JSON.parse(atob(payload)) as { iat?: number; exp?: number };
    return typeof iat === 'number' && typeof exp === 'number' && exp > iat
      ? (exp - iat) * 1000
      : defaultLifetimeMs;
  } catch {
    return defaultLifetimeMs;
  }
}
