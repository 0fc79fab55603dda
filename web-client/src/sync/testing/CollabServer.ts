import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocketServer, type WebSocket } from 'ws';
import { readSyncMessage, writeSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';

const sync = 0;
const auth = 2;
const syncStatus = 8;
const token = 0;
const denied = 1;
const authenticated = 2;

type Answer = 'read-write' | 'readonly' | 'denied';

/** A server of one document in the Hocuspocus framing, whose acknowledgements a test holds in its hands. */
export class CollabServer {
  readonly doc = new Y.Doc();
  /** What the next Auth message is answered with. */
  answer: Answer = 'read-write';
  /** Sync messages are refused. */
  refuses = false;
  /** Tokens in the order they were shown. */
  readonly tokens: string[] = [];
  #held: (() => void)[] | null = null;
  #server: WebSocketServer | null = null;
  #port = 0;

  get url(): string {
    return `ws://127.0.0.1:${this.#port}/collab`;
  }

  async start(): Promise<void> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: this.#port });
    this.#server = server;
    server.on('connection', (socket) =>
      socket.on('message', (data: Buffer) => this.#receive(socket, data))
    );
    await new Promise((resolve) => server.once('listening', resolve));
    this.#port = (server.address() as { port: number }).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.#server?.clients ?? []) socket.terminate();
    await new Promise((resolve) => this.#server?.close(resolve) ?? resolve(null));
    this.#server = null;
  }

  /** Closes all connections with a code. */
  close(code: number): void {
    for (const socket of this.#server?.clients ?? []) socket.close(code);
  }

  /** From now on statuses wait for `release`. */
  hold(): void {
    this.#held = [];
  }

  /** How many statuses wait. */
  get held(): number {
    return this.#held?.length ?? 0;
  }

  /** Lets the oldest statuses go. */
  release(count = Infinity): void {
    for (const send of this.#held?.splice(0, count) ?? []) send();
  }

  #receive(socket: WebSocket, data: Buffer): void {
    if (data.length < 2) return;
    const decoder = decoding.createDecoder(new Uint8Array(data));
    const name = decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    if (type === auth) this.#authenticate(socket, name, decoder);
    else if (type === sync) this.#sync(socket, name, decoder);
  }

  #authenticate(socket: WebSocket, name: string, decoder: decoding.Decoder): void {
    if (decoding.readVarUint(decoder) !== token) return;
    this.tokens.push(decoding.readVarString(decoder));
    const refused = this.answer === 'denied';
    send(socket, name, auth, (encoder) => {
      encoding.writeVarUint(encoder, refused ? denied : authenticated);
      encoding.writeVarString(encoder, refused ? 'forbidden' : this.answer);
    });
  }

  #sync(socket: WebSocket, name: string, decoder: decoding.Decoder): void {
    if (this.answer === 'denied') return;
    const isStep1 = decoder.arr[decoder.pos] === 0;
    if (!isStep1) {
      const applied = !this.refuses;
      if (applied) readSyncMessage(decoder, encoding.createEncoder(), this.doc, 'client');
      const status = () =>
        send(socket, name, syncStatus, (encoder) => encoding.writeVarInt(encoder, applied ? 1 : 0));
      if (this.#held) this.#held.push(status);
      else status();
      return;
    }
    send(socket, name, sync, (encoder) => readSyncMessage(decoder, encoder, this.doc, 'client'));
    send(socket, name, sync, (encoder) => writeSyncStep1(encoder, this.doc));
  }
}

function send(
  socket: WebSocket,
  name: string,
  type: number,
  write: (encoder: encoding.Encoder) => void
): void {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, name);
  encoding.writeVarUint(encoder, type);
  write(encoder);
  socket.send(encoding.toUint8Array(encoder));
}
