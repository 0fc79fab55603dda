/** What a person must know about his words, at every moment true. `changes` counts what only this device has; offline and signed out, what of it is stored. */
export type SaveState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'watching' }
  | { readonly kind: 'saving'; readonly changes: number }
  | { readonly kind: 'offline'; readonly changes: number; readonly durable: boolean }
  | { readonly kind: 'signed-out'; readonly changes: number; readonly durable: boolean }
  | { readonly kind: 'forbidden'; readonly changes: number }
  | { readonly kind: 'stopped'; readonly code: number; readonly changes: number };

export type Connection = 'connecting' | 'connected' | 'lost';

/** Why the server will not let this document go on by itself. */
export type Stop =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'code'; readonly code: number };

export interface SaveFacts {
  readonly connection: Connection;
  readonly stop: Stop | null;
  readonly scope: 'read-write' | 'readonly' | null;
  /** The server's part of the first exchange is in the document. */
  readonly synced: boolean;
  /** The server has acknowledged this device's part of the first exchange. */
  readonly handshaken: boolean;
  readonly changes: number;
  /** How many of them the device has stored. */
  readonly kept: number;
  /** Unacknowledged changes survive closing the page. */
  readonly durable: boolean;
}

export function saveState(facts: SaveFacts): SaveState {
  const { changes, kept, durable } = facts;
  switch (facts.stop?.kind) {
    case 'signed-out':
      return { kind: 'signed-out', changes: kept, durable };
    case 'forbidden':
      return { kind: 'forbidden', changes };
    case 'code':
      return { kind: 'stopped', code: facts.stop.code, changes };
    case undefined:
      break;
    default:
      return facts.stop satisfies never;
  }
  if (facts.connection === 'lost') return { kind: 'offline', changes: kept, durable };
  if (facts.connection === 'connected' && changes > 0) return { kind: 'saving', changes };
  if (facts.connection === 'connecting' || !facts.synced || !facts.handshaken)
    return { kind: 'opening' };
  return facts.scope === 'readonly' ? { kind: 'watching' } : { kind: 'saved' };
}
