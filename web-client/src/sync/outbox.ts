import type { Edit } from './edit-ledger';
import type { RefusedField } from './refused';

/** Names the local copy of a document that belongs to one member: nobody else on this device is shown it. */
export interface CopyName {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly documentId: string;
}

/** The name of the IndexedDB database that holds the copy itself. */
export function databaseName(copy: CopyName): string {
  return `meridian/${copy.workspaceId}/${copy.memberId}/${copy.documentId}`;
}

interface StoredEdit extends Edit {
  readonly copy: string;
}

interface StoredRefusal {
  readonly copy: string;
  readonly at: string;
  readonly fields: readonly RefusedField[];
}

const database = 'meridian';
const version = 1;

/** What this device must not forget: unacknowledged edits, refused fields, and which copies there are. */
export interface Outbox {
  /** Whether it survives closing the page; false as soon as something could not be stored. */
  readonly durable: boolean;
  edits(copy: string): Promise<Edit[]>;
  /** Never rejects: an edit that cannot be stored is kept in memory. */
  put(copy: string, edit: Edit): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  refused(copy: string): Promise<RefusedField[]>;
  setRefused(copy: string, fields: readonly RefusedField[]): Promise<void>;
  register(copy: string): Promise<void>;
  /** The copies whose name begins with `prefix`. */
  copies(prefix: string): Promise<string[]>;
  /** Forgets a copy with all that belongs to it. */
  forget(copy: string): Promise<void>;
  /** How many changes under `prefix` the server has not acknowledged or has refused. */
  unsent(prefix: string): Promise<number>;
}

let shared: Promise<Outbox> | null = null;

/** The one outbox of this page. */
export function openOutbox(): Promise<Outbox> {
  return (shared ??= newOutbox(globalThis.indexedDB, () => (shared = null)));
}

/** Opens the outbox in IndexedDB; where that is blocked, one in memory. `onLost`: its database is gone. */
export async function newOutbox(
  factory: IDBFactory | undefined,
  onLost: () => void = () => undefined
): Promise<Outbox> {
  if (!factory) return new MemoryOutbox();
  try {
    return new DatabaseOutbox(await opened(factory), onLost);
  } catch {
    return new MemoryOutbox();
  }
}

class DatabaseOutbox implements Outbox {
  readonly #db: IDBDatabase;
  readonly #unstored = new Map<string, StoredEdit>();
  #durable = true;

  constructor(db: IDBDatabase, onLost: () => void) {
    this.#db = db;
    db.onclose = () => {
      this.#durable = false;
      onLost();
    };
    // Another tab wants to change or delete the database, and would wait for this one for ever.
    db.onversionchange = () => {
      db.close();
      this.#durable = false;
      onLost();
    };
  }

  get durable(): boolean {
    return this.#durable;
  }

  async edits(copy: string): Promise<Edit[]> {
    const stored = await this.#run<StoredEdit[]>('edits', 'readonly', (store) =>
      store.index('copy').getAll(copy)
    );
    const unstored = [...this.#unstored.values()].filter((edit) => edit.copy === copy);
    return [...stored, ...unstored].map(({ id, change, update, fields }) => ({
      id,
      change,
      update,
      fields
    }));
  }

  async put(copy: string, edit: Edit): Promise<void> {
    const stored: StoredEdit = { ...edit, copy };
    try {
      await this.#run('edits', 'readwrite', (store) => store.put(stored));
    } catch {
      this.#unstored.set(edit.id, stored);
      this.#durable = false;
    }
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#unstored.delete(id);
    if (ids.length === 0) return;
    await this.#run('edits', 'readwrite', (store) => ids.map((id) => store.delete(id)).at(-1)!);
  }

  async refused(copy: string): Promise<RefusedField[]> {
    const stored = await this.#run<StoredRefusal | undefined>('refused', 'readonly', (store) =>
      store.get(copy)
    );
    return [...(stored?.fields ?? [])];
  }

  async setRefused(copy: string, fields: readonly RefusedField[]): Promise<void> {
    await this.#run('refused', 'readwrite', (store) =>
      fields.length === 0
        ? store.delete(copy)
        : store.put({ copy, at: new Date().toISOString(), fields } satisfies StoredRefusal)
    );
  }

  async register(copy: string): Promise<void> {
    await this.#run('copies', 'readwrite', (store) => store.put({ copy }));
  }

  async copies(prefix: string): Promise<string[]> {
    const keys = await this.#run<IDBValidKey[]>('copies', 'readonly', (store) =>
      store.getAllKeys()
    );
    return keys.map(String).filter((key) => key.startsWith(prefix));
  }

  async forget(copy: string): Promise<void> {
    await this.remove((await this.edits(copy)).map((edit) => edit.id));
    await this.setRefused(copy, []);
    await this.#run('copies', 'readwrite', (store) => store.delete(copy));
  }

  async unsent(prefix: string): Promise<number> {
    const edits = await this.#run<StoredEdit[]>('edits', 'readonly', (store) => store.getAll());
    const refusals = await this.#run<StoredRefusal[]>('refused', 'readonly', (store) =>
      store.getAll()
    );
    const changes = edits.filter((edit) => edit.copy.startsWith(prefix)).map((edit) => edit.change);
    const fields = refusals
      .filter((refusal) => refusal.copy.startsWith(prefix))
      .flatMap((one) => one.fields);
    return new Set(changes).size + fields.length;
  }

  #run<T>(
    name: string,
    mode: IDBTransactionMode,
    ask: (store: IDBObjectStore) => IDBRequest
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const transaction = this.#db.transaction(name, mode);
      const request = ask(transaction.objectStore(name));
      // Not left to the page's next turn: a page that is reloaded now has none, and the words would be lost.
      if (mode === 'readwrite') transaction.commit();
      transaction.oncomplete = () => resolve(request.result as T);
      transaction.onabort = () =>
        reject(transaction.error ?? new Error('The transaction was aborted.'));
    });
  }
}

class MemoryOutbox implements Outbox {
  readonly durable = false;
  readonly #edits = new Map<string, StoredEdit>();
  readonly #refused = new Map<string, readonly RefusedField[]>();
  readonly #copies = new Set<string>();

  async edits(copy: string): Promise<Edit[]> {
    return [...this.#edits.values()].filter((edit) => edit.copy === copy);
  }

  async put(copy: string, edit: Edit): Promise<void> {
    this.#edits.set(edit.id, { ...edit, copy });
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#edits.delete(id);
  }

  async refused(copy: string): Promise<RefusedField[]> {
    return [...(this.#refused.get(copy) ?? [])];
  }

  async setRefused(copy: string, fields: readonly RefusedField[]): Promise<void> {
    this.#refused.set(copy, fields);
  }

  async register(copy: string): Promise<void> {
    this.#copies.add(copy);
  }

  async copies(prefix: string): Promise<string[]> {
    return [...this.#copies].filter((copy) => copy.startsWith(prefix));
  }

  async forget(copy: string): Promise<void> {
    for (const edit of await this.edits(copy)) this.#edits.delete(edit.id);
    this.#refused.delete(copy);
    this.#copies.delete(copy);
  }

  async unsent(prefix: string): Promise<number> {
    const changes = [...this.#edits.values()].filter((edit) => edit.copy.startsWith(prefix));
    const fields = [...this.#refused]
      .filter(([copy]) => copy.startsWith(prefix))
      .flatMap(([, all]) => all);
    return new Set(changes.map((edit) => edit.change)).size + fields.length;
  }
}

function opened(factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(database, version);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('edits', { keyPath: 'id' }).createIndex('copy', 'copy');
      request.result.createObjectStore('refused', { keyPath: 'copy' });
      request.result.createObjectStore('copies', { keyPath: 'copy' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB did not open.'));
    request.onblocked = () => reject(new Error('IndexedDB is blocked.'));
  });
}
