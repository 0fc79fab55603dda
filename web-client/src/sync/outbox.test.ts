// @vitest-environment node
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { Edit } from './edit-ledger';
import { newOutbox, openOutbox } from './outbox';

const edit: Edit = { id: 'e1', change: 'c1', update: new Uint8Array([1]), fields: [] };

describe('the outbox', () => {
  it('is one for the whole page', async () => {
    expect(await openOutbox()).toBe(await openOutbox());
  });

  it('outlives the page in a database', async () => {
    const factory = new IDBFactory();
    await (await newOutbox(factory)).put('copy', edit);
    const next = await newOutbox(factory);
    expect(next.durable).toBe(true);
    expect(await next.edits('copy')).toEqual([edit]);
  });

  it('lets its database be deleted, and says that it is not durable any more', async () => {
    const factory = new IDBFactory();
    const outbox = await newOutbox(factory);
    await new Promise((resolve) => (factory.deleteDatabase('meridian').onsuccess = resolve));
    expect(outbox.durable).toBe(false);
    await expect(outbox.put('copy', edit)).resolves.toBeUndefined();
  });

  it('keeps in memory what cannot be stored', async () => {
    const outbox = await newOutbox(new IDBFactory());
    const notStorable = { ...edit, fields: [[(() => undefined) as unknown as string]] };
    await outbox.put('copy', notStorable);
    expect(outbox.durable).toBe(false);
    expect(await outbox.edits('copy')).toEqual([notStorable]);
    await outbox.remove([edit.id]);
    expect(await outbox.edits('copy')).toEqual([]);
  });
});
