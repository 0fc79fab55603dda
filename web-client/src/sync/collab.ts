import { HocuspocusProviderWebsocket, WebSocketStatus } from '@hocuspocus/provider';
import { backOff } from './back-off';
import type { SyncMessage } from './edit-ledger';
import type { Connection, Stop } from './save-state';
import { tapped, type ConnectionTap } from './tapped-socket';

/** Where access tokens come from. */
export interface CollabAccess {
  /** A token that is still good; rejects when there is none. */
  token(): Promise<string>;
  /** Asks for a new token although the present one looked good. */
  renew(): Promise<'renewed' | 'signed-out' | 'unreachable'>;
}

/** What the shared socket tells a room. */
export interface RoomLink {
  connectionChanged(connection: Connection): void;
  sent(kind: SyncMessage, update: Uint8Array): void;
  status(applied: boolean): void;
  /** The server closed this document only. */
  closed(reason: string): void;
  /** The socket will not be opened again by itself; null: it will. */
  stopped(stop: Stop | null): void;
  /** There is a newer token to show to the server. */
  tokenRenewed(): void;
}

/** The provider's socket, which can also be given up before the network notices. */
class SharedSocket extends HocuspocusProviderWebsocket {
  giveUp(reason: string): void {
    this.emit('close', { event: { code: timeout, reason } });
  }
}

const unauthenticated = 4401;
const forbidden = 4403;
const timeout = 4408;
const storageBehind = 4529;
const terminal: ReadonlySet<number> = new Set([1009, 4400, unauthenticated, forbidden, 4404, 4413]);
const silenceMs = 40_000;
const renewalsInARow = 3;
const shortestDelayMs = 400;
/** After that long without a 4529 the next one is a new story. */
const behindForgottenMs = 60_000;

/**
 * The one socket to `/collab`, shared by all open rooms; open while there is a room.
 *
 * closed by the server or the network -> opened again after a random delay
 * closed with 4401 -> a new token, then opened again; without a token the rooms stop as signed out
 * closed with another terminal code -> the rooms stop and say why
 */
export class Collab {
  readonly #url: string;
  readonly #access: CollabAccess;
  readonly #Socket: typeof WebSocket;
  readonly #rooms = new Map<string, RoomLink>();
  #socket: SharedSocket | null = null;
  #connection: Connection = 'connecting';
  #renewals = 0;
  #unreachable = 0;
  #behind = 0;
  #behindAt = 0;
  readonly #waiting = new Set<() => void>();

  constructor(url: string, access: CollabAccess, Socket: typeof WebSocket = WebSocket) {
    this.#url = url;
    this.#access = access;
    this.#Socket = Socket;
  }

  /** Lets a room in. Its provider goes on the socket that is returned. */
  join(documentId: string, link: RoomLink): HocuspocusProviderWebsocket {
    this.#rooms.set(documentId, link);
    this.#socket ??= this.#opened();
    link.connectionChanged(this.#connection);
    return this.#socket;
  }

  /** To be called after the room's provider left the socket. */
  leave(documentId: string, link: RoomLink): void {
    if (this.#rooms.get(documentId) === link) this.#rooms.delete(documentId);
    if (this.#rooms.size > 0) return;
    this.#socket?.destroy();
    this.#socket = null;
  }

  /** A token for the Auth message; waits while there is none, because the provider must not send an empty one. */
  async token(): Promise<string> {
    const socket = this.#socket;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#access.token();
      } catch {
        await this.#pause(backOff(attempt));
        if (this.#socket !== socket || !socket?.shouldConnect)
          return new Promise<string>(() => undefined);
      }
    }
  }

  tokenRenewed(): void {
    for (const room of this.#rooms.values()) room.tokenRenewed();
  }

  signedOut(): void {
    this.#socket?.disconnect();
    this.#stop({ kind: 'signed-out' });
  }

  /** Signed in again as the same member, or asked to try once more. */
  resume(): void {
    this.#renewals = 0;
    this.#stop(null);
    void this.#socket?.connect();
  }

  /** The network is back, or the device woke up: do not wait for the next attempt. */
  wake(): void {
    for (const goOn of this.#waiting) goOn();
    const socket = this.#socket;
    if (!socket?.shouldConnect) return;
    if (socket.status !== WebSocketStatus.Connected) void socket.connect();
    else if (socket.lastMessageReceived > 0 && Date.now() - socket.lastMessageReceived > silenceMs)
      this.networkLost();
  }

  /** The device says that it is offline. An open socket would go on looking alive, so it is given up. */
  networkLost(): void {
    if (this.#socket?.status === WebSocketStatus.Connected) this.#socket.giveUp('network lost');
  }

  #opened(): SharedSocket {
    this.#connection = 'connecting';
    return new SharedSocket({
      url: this.#url,
      WebSocketPolyfill: tapped(this.#Socket, () => this.#tap()),
      delay: reconnectDelay(),
      minDelay: shortestDelayMs,
      maxDelay: 10_000,
      onStatus: ({ status }) => this.#statusChanged(status),
      onClose: ({ event }) => this.#closed(event.code)
    });
  }

  #tap(): ConnectionTap {
    const rooms = this.#rooms;
    for (const room of rooms.values()) room.connectionChanged(this.#connection);
    let current = true;
    this.#endTap();
    this.#endTap = () => (current = false);
    return {
      sent: (id, kind, update) => current && rooms.get(id)?.sent(kind, update),
      status: (id, applied) => current && rooms.get(id)?.status(applied),
      closed: (id, reason) => current && rooms.get(id)?.closed(reason)
    };
  }

  #endTap: () => void = () => undefined;

  #statusChanged(status: WebSocketStatus): void {
    if (status === WebSocketStatus.Connecting) return;
    const connection = status === WebSocketStatus.Connected ? 'connected' : 'lost';
    if (connection === 'lost') this.#endTap();
    this.#connection = connection;
    for (const room of this.#rooms.values()) room.connectionChanged(connection);
  }

  #closed(code: number): void {
    const socket = this.#socket;
    if (!socket) return;
    socket.configuration.delay = code === storageBehind ? this.#behindDelay() : reconnectDelay();
    if (!terminal.has(code)) return;
    socket.disconnect();
    if (code === unauthenticated) void this.#renew(socket);
    else this.#stop(code === forbidden ? { kind: 'forbidden' } : { kind: 'code', code });
  }

  async #renew(socket: SharedSocket): Promise<void> {
    if (++this.#renewals > renewalsInARow) {
      this.#stop({ kind: 'code', code: unauthenticated });
      return;
    }
    const answer = await this.#access.renew();
    if (this.#socket !== socket) return;
    if (answer === 'signed-out') {
      this.#stop({ kind: 'signed-out' });
      return;
    }
    if (answer === 'renewed') {
      this.#unreachable = 0;
      await this.#pause(reconnectDelay());
    } else {
      this.#renewals--;
      await this.#pause(backOff(this.#unreachable++));
    }
    // Left, or opened again by a new sign-in.
    if (this.#socket !== socket || socket.shouldConnect) return;
    if (answer === 'renewed') void socket.connect();
    else void this.#renew(socket);
  }

  #behindDelay(): number {
    if (Date.now() - this.#behindAt > behindForgottenMs) this.#behind = 0;
    this.#behindAt = Date.now();
    return backOff(this.#behind++);
  }

  /** Waits, but no longer than until the device wakes up. */
  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const goOn = () => {
        clearTimeout(timer);
        this.#waiting.delete(goOn);
        resolve();
      };
      const timer = setTimeout(goOn, ms);
      this.#waiting.add(goOn);
    });
  }

  /** A document was opened with the present token, so the next refusal of it is a new story. */
  authenticated(): void {
    this.#renewals = 0;
  }

  #stop(stop: Stop | null): void {
    for (const room of this.#rooms.values()) room.stopped(stop);
  }
}

/** Milliseconds from the end of a connection to the first attempt: each device has its own. */
export function reconnectDelay(): number {
  return shortestDelayMs + Math.floor(Math.random() * 1_200);
}
