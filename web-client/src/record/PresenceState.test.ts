import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { PresenceState } from './PresenceState.svelte';

const anna = { id: 'anna', name: 'Anna Berg', color: '#4f46e5', timeZone: 'Europe/Berlin' };
const ben = { id: 'ben', name: 'Ben Ito', color: '#15803d', timeZone: 'America/New_York' };

let mine: Awareness;
let presence: PresenceState;

beforeEach(() => {
  mine = new Awareness(new Y.Doc());
  mine.setLocalState({ user: anna });
  presence = new PresenceState(mine, 'anna');
});

afterEach(() => {
  presence.close();
  mine.destroy();
});

/** Another browser, whose state reaches mine. */
function arrives(state: Record<string, unknown>): Awareness {
  const other = new Awareness(new Y.Doc());
  other.setLocalState(state);
  applyAwarenessUpdate(mine, encodeAwarenessUpdate(other, [other.clientID]), 'server');
  return other;
}

describe('PresenceState', () => {
  it('leaves out myself, my other tabs, and states that name nobody', () => {
    arrives({ user: anna });
    arrives({ cursor: null });
    arrives({});
    expect(presence.people).toEqual([]);
  });

  it('shows a person with several tabs once, in all the fields', () => {
    arrives({ user: ben, field: 'objectives/o1/title' });
    arrives({ user: ben, field: 'objectives/o1/why', away: false });
    expect(presence.people).toHaveLength(1);
    expect(presence.inField('objectives/o1/title').map(({ id }) => id)).toEqual(['ben']);
    expect(presence.inField('objectives/o1/why').map(({ id }) => id)).toEqual(['ben']);
  });

  it('calls a person away only when all tabs are, and in no field then', () => {
    arrives({ user: ben, field: 'objectives/o1/title', away: true });
    expect(presence.people[0]).toMatchObject({ away: true, fields: [] });
    arrives({ user: ben, away: false });
    expect(presence.people[0]).toMatchObject({ away: false });
  });

  it('tells the others which field I am in', () => {
    presence.enter('objectives/o1/title');
    expect(mine.getLocalState()).toMatchObject({ field: 'objectives/o1/title', user: anna });
    presence.enter(null);
    expect(mine.getLocalState()).toMatchObject({ field: null });
  });
});
