import { HocuspocusProvider } from '@hocuspocus/provider';
import { IndexeddbPersistence } from 'y-indexeddb';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Collab, RoomLink } from './collab';
import { EditLedger, type SyncMessage } from './edit-ledger';
import { fieldsOf } from './field-path';
import { randomId } from './ids';
import { databaseName, type CopyName, type Outbox } from './outbox';
import { refusedFields } from './refused';
import { saveState, type Connection, type SaveState, type Stop } from './save-state';

export interface RoomOptions {
  readonly collab: Collab;
  readonly outbox: Outbox;
  readonly copy: CopyName;
  /** Who I am, for the others in the room. */
  readonly user: RoomUser;
  /** Something about the room changed; read it again. */
  readonly onChange: () => void;
  /** The room closes at this moment; what is typed into its document from now on is lost, so take the editors away. */
  readonly onRefusing: () => void;
  /** The server refused an edit. What it refused is in the outbox; this room is closed and its copy dropped. */
  readonly onRefused: () => void;
}

/** A person in a room, as the others are told. The server drops a state whose id is not the member's own. */
export interface RoomUser {
  readonly id: string;
  readonly name: string;
  /** A CSS colour that carries white text. */
  readonly color: string;
  readonly timeZone: string;
}

type Scope = 'read-write' | 'readonly';

const localLoadMs = 1500;

/**
 * One co-edited document on this device: the document, who is in it, its local copy, and the truth
 * about what the server has acknowledged.
 *
 * opening (local copy, then unacknowledged edits) -> open <-> offline -> closed
 */
export class Room {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly #options: RoomOptions;
  readonly #copy: string;
  readonly #link: RoomLink;
  #ledger = new EditLedger();
  #provider: HocuspocusProvider | null = null;
  #persistence: IndexeddbPersistence | null = null;
  #connection: Connection = 'connecting';
  #stop: Stop | null = null;
  #scope: Scope | null = null;
  #hadCopy = false;
  #syncedOnce = false;
  #change: string | null = null;
  #closed = false;

  private constructor(options: RoomOptions) {
    this.#options = options;
    this.#copy = databaseName(options.copy);
    this.awareness.setLocalState({ user: options.user });
    this.#link = {
      connectionChanged: (connection) => this.#connectionChanged(connection),
      sent: (kind, update) => this.#sent(kind, update),
      status: (applied) => this.#status(applied),
      closed: () => this.#rejoin(),
      stopped: (stop) => this.#stopped(stop),
      tokenRenewed: () => void this.#provider?.sendToken()
    };
  }

  /** Opens the local copy, then the connection. Resolves when the copy is loaded; the server comes in its own time. */
  static async open(options: RoomOptions): Promise<Room> {
    const room = new Room(options);
    await room.#load();
    room.#join();
    return room;
  }

  /** Whether there is something to show: a local copy, or the server's state. */
  get ready(): boolean {
    return this.#hadCopy || this.#syncedOnce;
  }

  /** What the server lets this member do here; null until it said so. */
  get scope(): Scope | null {
    return this.#scope;
  }

  /** Whether what is not acknowledged survives closing the page. */
  get durable(): boolean {
    return this.#options.outbox.durable;
  }

  get state(): SaveState {
    return saveState({
      connection: this.#connection,
      stop: this.#stop,
      scope: this.#scope,
      synced: this.#provider?.isSynced ?? false,
      handshaken: this.#ledger.handshaken,
      changes: this.#ledger.unacknowledged,
      kept: this.#ledger.kept,
      durable: this.durable
    });
  }

  /** Edits made inside count as one change. */
  asOneChange<T>(act: () => T): T {
    this.#change = randomId();
    try {
      return act();
    } finally {
      this.#change = null;
    }
  }

  /** Puts what is not acknowledged aside as refused and drops the local copy: for a document that cannot go on. */
  async setAside(): Promise<void> {
    if (this.#closed) return;
    const { outbox, onRefusing, onRefused } = this.#options;
    const edits = this.#ledger.clear();
    const fields = refusedFields(this.doc, edits);
    this.#leave();
    onRefusing();
    await outbox.setRefused(this.#copy, [...(await outbox.refused(this.#copy)), ...fields]);
    await outbox.remove(edits.map((edit) => edit.id));
    await this.#dropCopy();
    this.doc.destroy();
    onRefused();
  }

  /** Leaves the room; the local copy stays. */
  close(): void {
    this.#leave();
    void this.#persistence?.destroy();
    this.doc.destroy();
  }

  /** Empties the copy in place: deleting the database would wait for other tabs that have it open. */
  async #dropCopy(): Promise<void> {
    const persistence = this.#persistence;
    const db = persistence?.db;
    if (!persistence || !db) return;
    const transaction = db.transaction('updates', 'readwrite');
    transaction.objectStore('updates').clear();
    await new Promise((resolve) => (transaction.oncomplete = transaction.onabort = resolve));
    await persistence.destroy();
  }

  async #load(): Promise<void> {
    const { outbox } = this.#options;
    const known = await outbox.copies(this.#copy);
    this.#hadCopy = known.includes(this.#copy);
    const edits = await outbox.edits(this.#copy);
    this.#ledger = new EditLedger(edits);
    if (outbox.durable) {
      this.#persistence = new IndexeddbPersistence(this.#copy, this.doc);
      await Promise.race([
        this.#persistence.whenSynced,
        new Promise((resolve) => setTimeout(resolve, localLoadMs))
      ]);
    }
    for (const edit of edits) Y.applyUpdate(this.doc, edit.update, 'outbox');
    // Before the provider's own listener: the ledger must know an edit before it is on the socket.
    this.doc.on(
      'update',
      (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
        if (transaction.local) this.#edited(update, transaction);
      }
    );
  }

  #join(): void {
    const { collab, copy } = this.#options;
    const websocketProvider = collab.join(copy.documentId, this.#link);
    const provider = new HocuspocusProvider({
      name: copy.documentId,
      document: this.doc,
      awareness: this.awareness,
      websocketProvider,
      token: () => collab.token(),
      onAuthenticated: ({ scope }) => this.#authenticated(scope),
      onAuthenticationFailed: () => this.#stopped({ kind: 'forbidden' }),
      onSynced: () => {
        this.#remember();
        this.#changed();
      }
    });
    this.#provider = provider;
    provider.attach();
  }

  #authenticated(scope: Scope): void {
    this.#options.collab.authenticated();
    this.#scope = scope;
    const wasDenied = this.#stop?.kind === 'forbidden';
    this.#stop = null;
    // What was sent while the door was closed was dropped there.
    if (wasDenied) this.#provider?.forceSync();
    this.#changed();
  }

  /** The server asked this document to start again; everything else on the socket goes on. */
  #rejoin(): void {
    if (this.#closed) return;
    this.#ledger.connectionChanged();
    this.#provider?.detach();
    this.#changed();
    setTimeout(
      () => !this.#closed && this.#stop === null && this.#provider?.attach(),
      300 + Math.random() * 700
    );
  }

  #remember(): void {
    if (!this.#syncedOnce) void this.#options.outbox.register(this.#copy);
    this.#syncedOnce = true;
  }

  #edited(update: Uint8Array, transaction: Y.Transaction): void {
    if (this.#closed) return;
    const id = randomId();
    const edit = { id, change: this.#change ?? id, update, fields: fieldsOf(transaction) };
    this.#ledger.add(edit);
    void this.#options.outbox.put(this.#copy, edit).then(() => {
      this.#ledger.stored(id);
      this.#changed();
    });
    this.#changed();
  }

  #sent(kind: SyncMessage, update: Uint8Array): void {
    this.#ledger.sent(kind, update);
  }

  #status(applied: boolean): void {
    if (!applied) {
      void this.setAside();
      return;
    }
    void this.#options.outbox.remove(this.#ledger.acknowledged());
    this.#changed();
  }

  #connectionChanged(connection: Connection): void {
    this.#connection = connection;
    if (connection !== 'connected') this.#ledger.connectionChanged();
    this.#changed();
  }

  #stopped(stop: Stop | null): void {
    this.#stop = stop;
    this.#changed();
  }

  #leave(): void {
    if (this.#closed) return;
    this.#closed = true;
    const { collab, copy } = this.#options;
    this.#provider?.destroy();
    collab.leave(copy.documentId, this.#link);
  }

  #changed(): void {
    if (!this.#closed) this.#options.onChange();
  }
}
