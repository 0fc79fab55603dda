import * as decoding from 'lib0/decoding';
import type { SyncMessage } from './edit-ledger';

/** What one connection tells about the documents on it. */
export interface ConnectionTap {
  /** A sync message that the server will answer with a status was put on the socket. */
  sent(documentId: string, kind: SyncMessage, update: Uint8Array): void;
  /** The server answered the oldest unanswered sync message of the document. */
  status(documentId: string, applied: boolean): void;
  /** The server closed one document; the socket stays. */
  closed(documentId: string, reason: string): void;
}

const sync = 0;
const close = 7;
const syncStatus = 8;
const kinds: Record<number, SyncMessage> = { 1: 'step2', 2: 'update' };

/**
 * A WebSocket class that reports what really goes over each of its connections. The provider's own
 * count of unsynced changes starts anew at every connection and counts messages that it only queued,
 * so it can read zero while offline edits are still on their way; this one looks at the wire.
 */
export function tapped(Socket: typeof WebSocket, open: () => ConnectionTap): typeof WebSocket {
  return class TappedSocket extends Socket {
    readonly #tap: ConnectionTap;

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.#tap = open();
      this.addEventListener('message', (event) => readIncoming(event.data as unknown, this.#tap));
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data);
      if (data instanceof Uint8Array && this.readyState === Socket.OPEN)
        readOutgoing(data, this.#tap);
    }
  };
}

function readOutgoing(frame: Uint8Array, tap: ConnectionTap): void {
  if (frame.length < 2) return;
  const decoder = decoding.createDecoder(frame);
  const documentId = decoding.readVarString(decoder);
  if (decoding.readVarUint(decoder) !== sync) return;
  const kind = kinds[decoding.readVarUint(decoder)];
  if (kind) tap.sent(documentId, kind, decoding.readVarUint8Array(decoder));
}

function readIncoming(data: unknown, tap: ConnectionTap): void {
  if (!(data instanceof ArrayBuffer) || data.byteLength < 2) return;
  const decoder = decoding.createDecoder(new Uint8Array(data));
  const documentId = decoding.readVarString(decoder);
  const type = decoding.readVarUint(decoder);
  if (type === syncStatus) tap.status(documentId, decoding.readVarInt(decoder) === 1);
  else if (type === close) tap.closed(documentId, decoding.readVarString(decoder));
}
