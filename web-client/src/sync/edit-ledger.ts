import { sameBytes } from './bytes';
import type { FieldPath } from './field-path';

/** A local edit that the server has not acknowledged yet. */
export interface Edit {
  readonly id: string;
  /** What the person did in one go; several edits may belong to one change. */
  readonly change: string;
  /** Yjs update, format v1, exactly as the document emitted it. */
  readonly update: Uint8Array;
  /** The fields that it touched. */
  readonly fields: readonly FieldPath[];
}

export type SyncMessage = 'step2' | 'update';

/**
 * Knows which edits of this device the server has not acknowledged.
 *
 * Per connection the server answers every sync message that was really put on the socket (step 2 or
 * update, also empty ones) with exactly one status, in order. So the messages form a queue, each
 * standing for the edits it carries: an update for the edit with the same bytes, a step 2 for
 * everything the document holds at that moment. An edit leaves the ledger when any message that
 * carries it is acknowledged, and only then.
 */
export class EditLedger {
  readonly #edits = new Map<string, Edit>();
  /** Edits that the device is still storing. */
  readonly #unstored = new Set<string>();
  #inFlight: { kind: SyncMessage; edits: readonly string[] }[] = [];
  #handshaken = false;

  constructor(edits: Iterable<Edit> = []) {
    for (const edit of edits) this.#edits.set(edit.id, edit);
  }

  /** The edits that wait, oldest first. */
  get edits(): readonly Edit[] {
    return [...this.#edits.values()];
  }

  /** How many changes wait for their acknowledgement. */
  get unacknowledged(): number {
    return new Set([...this.#edits.values()].map((edit) => edit.change)).size;
  }

  /** How many of these changes the device has stored, each with all of its edits. */
  get kept(): number {
    const edits = [...this.#edits.values()];
    const beingStored = edits.filter((edit) => this.#unstored.has(edit.id));
    const unkept = new Set(beingStored.map((edit) => edit.change));
    return new Set(edits.map((edit) => edit.change).filter((change) => !unkept.has(change))).size;
  }

  /** Whether the server has acknowledged all that the document held when this connection began. */
  get handshaken(): boolean {
    return this.#handshaken;
  }

  /** A new edit, which the device has not stored yet. */
  add(edit: Edit): void {
    this.#edits.set(edit.id, edit);
    this.#unstored.add(edit.id);
  }

  /** The edit survives what becomes of this page. */
  stored(id: string): void {
    this.#unstored.delete(id);
  }

  /** A new connection began, or the old one is gone: nothing is on its way any more. */
  connectionChanged(): void {
    this.#inFlight = [];
    this.#handshaken = false;
  }

  /** A sync message was put on the socket of the current connection. */
  sent(kind: SyncMessage, update: Uint8Array): void {
    this.#inFlight.push({
      kind,
      edits: kind === 'step2' ? [...this.#edits.keys()] : this.#editsIn(update)
    });
  }

  /** The server applied and committed the oldest message in flight. Returns the edits that are safe now. */
  acknowledged(): readonly string[] {
    const message = this.#inFlight.shift();
    if (!message) return [];
    if (message.kind === 'step2') this.#handshaken = true;
    return message.edits.filter((id) => this.#edits.delete(id));
  }

  /** Empties the ledger: its edits were set aside because the server refused one of them. */
  clear(): readonly Edit[] {
    const edits = this.edits;
    this.#edits.clear();
    return edits;
  }

  #editsIn(update: Uint8Array): readonly string[] {
    const newestFirst = [...this.#edits.values()].reverse();
    const edit = newestFirst.find((candidate) => sameBytes(candidate.update, update));
    return edit ? [edit.id] : [];
  }
}
