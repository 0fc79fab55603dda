import { WebSocketServer, type WebSocket } from 'ws';
import type { LiveClientMessage, LiveServerMessage } from '../live-messages';

/** A server of `/live` that says what a test tells it to, and lets the test see what it hears. */
export class LiveServer {
  /** Everything heard, over all sockets, in order. */
  readonly heard: LiveClientMessage[] = [];
  /** What an `auth` is answered with: a close code, or null for a welcome. */
  refusal: number | null = null;
  connections = 0;
  #server: WebSocketServer | null = null;
  #port = 0;

  get url(): string {
    return `ws://127.0.0.1:${this.#port}/live`;
  }

  async start(): Promise<void> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: this.#port });
    this.#server = server;
    server.on('connection', (socket) => {
      this.connections++;
      socket.on('message', (data: Buffer) => this.#receive(socket, data.toString()));
    });
    await new Promise((resolve) => server.once('listening', resolve));
    this.#port = (server.address() as { port: number }).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.#server?.clients ?? []) socket.terminate();
    await new Promise((resolve) => this.#server?.close(resolve) ?? resolve(null));
    this.#server = null;
  }

  /** Says something on every socket. */
  say(message: LiveServerMessage): void {
    for (const socket of this.#server?.clients ?? []) socket.send(JSON.stringify(message));
  }

  /** Closes every socket with a code. */
  close(code: number): void {
    for (const socket of this.#server?.clients ?? []) socket.close(code);
  }

  /** What was asked to be watched, with the version said to be held. */
  watches(path: string): (string | null)[] {
    return this.heard.flatMap((message) =>
      'watch' in message && message.watch === path ? [message.version ?? null] : []
    );
  }

  #receive(socket: WebSocket, text: string): void {
    const message = JSON.parse(text) as LiveClientMessage;
    this.heard.push(message);
    if (!('auth' in message)) return;
    if (this.refusal !== null) socket.close(this.refusal);
    else socket.send(JSON.stringify({ authenticated: 'me', now: '2026-01-01T00:00:00Z' }));
  }
}
