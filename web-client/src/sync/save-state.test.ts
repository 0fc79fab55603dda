import { describe, expect, it } from 'vitest';
import { saveState, type SaveFacts } from './save-state';

const settled: SaveFacts = {
  connection: 'connected',
  stop: null,
  scope: 'read-write',
  synced: true,
  handshaken: true,
  changes: 0,
  kept: 0,
  durable: true
};

describe('saveState', () => {
  it('says saved only when both sides have all and nothing waits', () => {
    expect(saveState(settled)).toEqual({ kind: 'saved' });
    expect(saveState({ ...settled, synced: false }).kind).toBe('opening');
    expect(saveState({ ...settled, handshaken: false }).kind).toBe('opening');
    expect(saveState({ ...settled, connection: 'connecting' }).kind).toBe('opening');
    expect(saveState({ ...settled, changes: 1 })).toEqual({ kind: 'saving', changes: 1 });
  });

  it('counts what is kept on this device while the connection is lost', () => {
    expect(saveState({ ...settled, connection: 'lost', changes: 4, kept: 3 })).toEqual({
      kind: 'offline',
      changes: 3,
      durable: true
    });
  });

  it('says saving, not saved, after a reconnect until the last offline edit is acknowledged', () => {
    expect(saveState({ ...settled, handshaken: false, changes: 2 })).toEqual({
      kind: 'saving',
      changes: 2
    });
  });

  it('tells a viewer that he is up to date', () => {
    expect(saveState({ ...settled, scope: 'readonly' })).toEqual({ kind: 'watching' });
  });

  it('puts a stop before everything else', () => {
    expect(saveState({ ...settled, stop: { kind: 'forbidden' }, changes: 1 })).toEqual({
      kind: 'forbidden',
      changes: 1
    });
    expect(saveState({ ...settled, stop: { kind: 'code', code: 4413 } })).toEqual({
      kind: 'stopped',
      code: 4413,
      changes: 0
    });
    expect(
      saveState({
        ...settled,
        connection: 'lost',
        stop: { kind: 'signed-out' },
        changes: 2,
        kept: 2
      })
    ).toEqual({
      kind: 'signed-out',
      changes: 2,
      durable: true
    });
  });
});
