import { backOff } from './back-off';
import type { LiveClientMessage, LiveResourceMessage, LiveServerMessage } from './live-messages';

/** Where access tokens come from. */
export interface LiveAccess {
  /** A token that is still good; rejects when there is none. */
  token(): Promise<string>;
  /** Asks for a new token although the present one looked good. */
  renew(): Promise<'renewed' | 'signed-out' | 'unreachable'>;
}

/** Who uses the line. */
export interface LineUser {
  /** The server knows who we are: say what is watched. */
  opened(): void;
  heard(message: LiveResourceMessage): void;
  stateChanged(): void;
}

/**
 * closed -> connecting -> open
 * connecting | open -> lost (opens again after a while) -> open
 * any -> signed-out (until `resume`) | refused (the server does not want this client)
 */
export type LineState = 'closed' | 'connecting' | 'open' | 'lost' | 'signed-out' | 'refused';

const unauthenticated = 4401;
const terminal: ReadonlySet<number> = new Set([1009, 4400, 4403, 4404, 4413]);
const renewalsInARow = 3;
const checkMs = 5_000;
const silenceMs = 45_000;
const openingMs = 10_000;

/** The socket to `/live`, opened again whenever it closes. */
export class LiveLine {
  readonly #url: string;
  readonly #access: LiveAccess;
  readonly #user: LineUser;
  readonly #Socket: typeof WebSocket;
  #socket: WebSocket | null = null;
  #state: LineState = 'closed';
  #attempt = 0;
  #renewals = 0;
  #heardAt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #check: ReturnType<typeof setInterval> | undefined;

  constructor(url: string, access: LiveAccess, user: LineUser, Socket: typeof WebSocket) {
    this.#url = url;
    this.#access = access;
    this.#user = user;
    this.#Socket = Socket;
  }

  get state(): LineState {
    return this.#state;
  }

  open(): void {
    if (this.#state !== 'closed') return;
    this.#become('connecting');
    void this.#connect();
  }

  close(): void {
    this.#drop();
    this.#become('closed');
  }

  /** Says something, if anybody listens; what is watched is said again when the line opens. */
  say(message: LiveClientMessage): void {
    if (this.#state === 'open') this.#socket?.send(JSON.stringify(message));
  }

  /** The token was renewed: show it, so that the server sees the newest sign-in. */
  async tokenRenewed(): Promise<void> {
    const socket = this.#socket;
    const token = await this.#access.token().catch(() => null);
    if (token !== null && socket === this.#socket) this.say({ auth: token });
  }

  signedOut(): void {
    if (this.#state === 'closed') return;
    this.#drop();
    this.#become('signed-out');
  }

  /** Signed in again, or asked to try once more. */
  resume(): void {
    if (this.#state !== 'signed-out' && this.#state !== 'refused') return;
    this.#renewals = 0;
    this.#become('lost');
    void this.#connect();
  }

  /** The network is back, or the device woke up: do not wait for the next attempt. */
  wake(): void {
    if (this.#state === 'open') this.#checkLife();
    else if (this.#state === 'lost' && !this.#socket) void this.#connect();
  }

  /** The device says that it is offline. An open socket would go on looking alive, so it is given up. */
  networkLost(): void {
    if (this.#state === 'open') this.#lost(backOff(this.#attempt++));
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#retry);
    const token = await this.#access.token().catch(() => null);
    if (this.#socket || (this.#state !== 'connecting' && this.#state !== 'lost')) return;
    if (token === null) {
      this.#lost(backOff(this.#attempt++));
      return;
    }
    const socket = new this.#Socket(this.#url);
    this.#socket = socket;
    this.#heardAt = performance.now();
    this.#check = setInterval(() => this.#checkLife(), checkMs);
    socket.onerror = () => undefined; // what there is to do comes with the close
    socket.onopen = () => socket.send(JSON.stringify({ auth: token }));
    socket.onmessage = ({ data }) => socket === this.#socket && this.#heard(String(data));
    socket.onclose = ({ code }) => socket === this.#socket && void this.#closed(code);
  }

  #heard(text: string): void {
    this.#heardAt = performance.now();
    const message = JSON.parse(text) as LiveServerMessage;
    if ('path' in message) this.#user.heard(message);
    else if ('authenticated' in message && this.#state !== 'open') {
      this.#attempt = 0;
      this.#renewals = 0;
      this.#become('open');
      this.#user.opened();
    }
  }

  /** A socket that has gone silent, or never opened, is given up. */
  #checkLife(): void {
    const most = this.#state === 'open' ? silenceMs : openingMs;
    if (this.#socket && performance.now() - this.#heardAt > most)
      this.#lost(backOff(this.#attempt++));
  }

  async #closed(code: number): Promise<void> {
    if (terminal.has(code)) {
      this.#drop();
      this.#become('refused');
    } else if (code === unauthenticated) {
      await this.#renew();
    } else {
      this.#lost(backOff(this.#attempt++));
    }
  }

  async #renew(): Promise<void> {
    this.#drop();
    this.#become('lost');
    if (++this.#renewals > renewalsInARow) {
      this.#become('refused');
      return;
    }
    const answer = await this.#access.renew();
    if (this.#state !== 'lost' || this.#socket) return;
    if (answer === 'signed-out') this.#become('signed-out');
    else this.#lost(backOff(this.#attempt++));
    if (answer === 'unreachable') this.#renewals--;
  }

  #lost(pauseMs: number): void {
    this.#drop();
    this.#become('lost');
    this.#retry = setTimeout(() => void this.#connect(), pauseMs);
  }

  #drop(): void {
    clearTimeout(this.#retry);
    clearInterval(this.#check);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #become(state: LineState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#user.stateChanged();
  }
}
