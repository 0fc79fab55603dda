import { describe, expect, it } from 'vitest';
import { EditLedger, type Edit } from './edit-ledger';

const edit = (id: string, change = id): Edit => ({
  id,
  change,
  update: new TextEncoder().encode(id),
  fields: []
});
const bytes = (id: string) => new TextEncoder().encode(id);

describe('EditLedger', () => {
  it('ignores a status that nobody waits for', () => {
    const ledger = new EditLedger([edit('a')]);
    expect(ledger.acknowledged()).toEqual([]);
    expect(ledger.unacknowledged).toBe(1);
  });

  it('keeps an edit until the message that carries it is acknowledged', () => {
    const ledger = new EditLedger();
    ledger.add(edit('a'));
    ledger.add(edit('b'));
    ledger.sent('update', bytes('a'));
    ledger.sent('update', bytes('b'));
    expect(ledger.acknowledged()).toEqual(['a']);
    expect(ledger.unacknowledged).toBe(1);
    expect(ledger.acknowledged()).toEqual(['b']);
    expect(ledger.unacknowledged).toBe(0);
  });

  it('does not take the acknowledgement of an old edit for that of a newer one', () => {
    const ledger = new EditLedger([edit('offline')]);
    ledger.add(edit('typed while connecting'));
    ledger.sent('update', bytes('typed while connecting'));
    ledger.acknowledged();
    expect(ledger.edits.map(({ id }) => id)).toEqual(['offline']);
  });

  it('lets a step 2 stand for everything that was there when it was sent', () => {
    const ledger = new EditLedger([edit('a'), edit('b')]);
    ledger.sent('step2', bytes('whatever'));
    ledger.add(edit('c'));
    ledger.sent('update', bytes('c'));
    expect(ledger.handshaken).toBe(false);
    expect(ledger.acknowledged()).toEqual(['a', 'b']);
    expect(ledger.handshaken).toBe(true);
    expect(ledger.unacknowledged).toBe(1);
  });

  it('forgets what was on its way when the connection changes', () => {
    const ledger = new EditLedger([edit('a')]);
    ledger.sent('step2', bytes('whatever'));
    ledger.connectionChanged();
    expect(ledger.acknowledged()).toEqual([]);
    expect(ledger.handshaken).toBe(false);
    expect(ledger.unacknowledged).toBe(1);
  });

  it('counts a change as kept when the device has stored all of it', () => {
    const ledger = new EditLedger([edit('from before')]);
    expect(ledger.kept).toBe(1);
    ledger.add(edit('a', 'moved'));
    ledger.add(edit('b', 'moved'));
    ledger.stored('a');
    expect(ledger.unacknowledged).toBe(2);
    expect(ledger.kept).toBe(1);
    ledger.stored('b');
    expect(ledger.kept).toBe(2);
  });

  it('counts what was done in one go as one change', () => {
    const ledger = new EditLedger([edit('a', 'added'), edit('b', 'added'), edit('c')]);
    expect(ledger.unacknowledged).toBe(2);
  });
});
