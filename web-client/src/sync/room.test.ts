// @vitest-environment node
import 'fake-indexeddb/auto';
import { WebSocket as NodeWebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { backOff } from './back-off';
import { Collab, reconnectDelay, type CollabAccess } from './collab';
import { databaseName, openOutbox, type CopyName, type Outbox } from './outbox';
import { Room } from './room';
import { CollabServer } from './testing/CollabServer';

const copyOf = (documentId: string): CopyName => ({
  workspaceId: 'w',
  memberId: 'anna',
  documentId
});
const user = { id: 'anna', name: 'Anna', color: '#4f46e5', timeZone: 'Europe/Berlin' };
const soon = { timeout: 8_000, interval: 10 };

/** Node's socket throws what nobody listens to; a browser's does not. */
class QuietSocket extends NodeWebSocket {
  constructor(url: string) {
    super(url);
    this.on('error', () => undefined);
  }
}

let server: CollabServer;
let outbox: Outbox;
let collab: Collab;
let access: CollabAccess;
let rooms: Room[];
let copy: CopyName;
let tests = 0;

beforeEach(async () => {
  server = new CollabServer();
  await server.start();
  outbox = await openOutbox();
  access = { token: async () => 'token', renew: async () => 'renewed' };
  collab = newCollab();
  rooms = [];
  copy = copyOf(`document-${++tests}`);
});

afterEach(async () => {
  for (const room of rooms) room.close();
  await server.stop();
});

function newCollab(): Collab {
  const forwarded: CollabAccess = { token: () => access.token(), renew: () => access.renew() };
  return new Collab(server.url, forwarded, QuietSocket as unknown as typeof WebSocket);
}

async function enter(
  onRefused: () => void = () => undefined,
  onRefusing: () => void = () => undefined
): Promise<Room> {
  const room = await Room.open({
    collab,
    outbox,
    copy,
    user,
    onChange: () => undefined,
    onRefusing,
    onRefused
  });
  rooms.push(room);
  return room;
}

async function enterSaved(onRefused?: () => void): Promise<Room> {
  const room = await enter(onRefused);
  await vi.waitFor(() => expect(room.state.kind).toBe('saved'), soon);
  return room;
}

const write = (room: Room, words: string) => {
  const text = room.doc.getText('words');
  for (const letter of words) text.insert(text.length, letter);
};
const words = (doc: Y.Doc) => doc.getText('words').toString();

describe('a room that is connected', () => {
  it('is saved when the server has acknowledged the first exchange, and not before', async () => {
    server.hold();
    const room = await enter();
    await vi.waitFor(() => expect(server.held).toBe(1), soon);
    expect(room.state.kind).toBe('opening');
    server.release();
    await vi.waitFor(() => expect(room.state.kind).toBe('saved'), soon);
  });

  it('saves until the acknowledgement of the last edit', async () => {
    const room = await enterSaved();
    server.hold();
    write(room, 'ab');
    await vi.waitFor(() => expect(server.held).toBe(2), soon);
    expect(room.state).toEqual({ kind: 'saving', changes: 2 });
    server.release(1);
    await vi.waitFor(() => expect(room.state).toEqual({ kind: 'saving', changes: 1 }), soon);
    server.release(1);
    await vi.waitFor(() => expect(room.state.kind).toBe('saved'), soon);
    expect(await outbox.edits(databaseName(copy))).toEqual([]);
  });

  it('counts as one change what was done in one go', async () => {
    const room = await enterSaved();
    server.hold();
    room.asOneChange(() => write(room, 'abc'));
    expect(room.state).toEqual({ kind: 'saving', changes: 1 });
  });

  it('shows its token again when that is renewed', async () => {
    await enterSaved();
    access.token = async () => 'next token';
    collab.tokenRenewed();
    await vi.waitFor(() => expect(server.tokens).toEqual(['token', 'next token']), soon);
  });
});

describe('a room that is offline', () => {
  it('counts every edit, and is saved again only when the server acknowledged all of them', async () => {
    const room = await enterSaved();
    await server.stop();
    await vi.waitFor(() => expect(room.state.kind).toBe('offline'), soon);
    write(room, 'abcd');
    expect(room.state, 'nothing is stored yet').toEqual({
      kind: 'offline',
      changes: 0,
      durable: true
    });
    await vi.waitFor(
      () => expect(room.state).toEqual({ kind: 'offline', changes: 4, durable: true }),
      soon
    );
    server.hold();
    await server.start();
    collab.wake();
    // Four queued updates and the step 2 that carries them too.
    await vi.waitFor(() => expect(server.held).toBe(5), soon);
    expect(room.state).toEqual({ kind: 'saving', changes: 4 });
    for (const left of [3, 2, 1]) {
      server.release(1);
      await vi.waitFor(() => expect(room.state).toEqual({ kind: 'saving', changes: left }), soon);
    }
    server.release();
    await vi.waitFor(() => expect(room.state.kind).toBe('saved'), soon);
    expect(words(server.doc)).toBe('abcd');
  });

  it('still counts what was on its way when the connection broke', async () => {
    const room = await enterSaved();
    server.hold();
    write(room, 'ab');
    await vi.waitFor(() => expect(server.held).toBe(2), soon);
    await server.stop();
    await vi.waitFor(
      () => expect(room.state).toEqual({ kind: 'offline', changes: 2, durable: true }),
      soon
    );
  });

  it('counts and keeps its edits over a reload', async () => {
    const before = await enterSaved();
    await server.stop();
    await vi.waitFor(() => expect(before.state.kind).toBe('offline'), soon);
    write(before, 'abc');
    await vi.waitFor(
      async () => expect(await outbox.edits(databaseName(copy))).toHaveLength(3),
      soon
    );
    before.close();
    collab = newCollab();
    const room = await enter();
    expect(words(room.doc)).toBe('abc');
    await vi.waitFor(
      () => expect(room.state).toEqual({ kind: 'offline', changes: 3, durable: true }),
      soon
    );
    await server.start();
    collab.wake();
    await vi.waitFor(() => expect(room.state.kind).toBe('saved'), soon);
    expect(words(server.doc)).toBe('abc');
  });

  it('keeps its edits although the copy itself was lost', async () => {
    const before = await enterSaved();
    await server.stop();
    write(before, 'abc');
    await vi.waitFor(
      async () => expect(await outbox.edits(databaseName(copy))).toHaveLength(3),
      soon
    );
    before.close();
    indexedDB.deleteDatabase(databaseName(copy));
    collab = newCollab();
    const room = await enter();
    expect(words(room.doc)).toBe('abc');
  });
});

describe('a room whose edit is refused', () => {
  it('sets the fields aside, drops the copy, and starts anew without them', async () => {
    const refused = vi.fn();
    const room = await enterSaved(refused);
    room.doc.getMap('objectives').set('o1', new Y.Map([['title', new Y.Text('Trust')]]));
    await vi.waitFor(() => expect(room.state.kind).toBe('saved'), soon);
    server.refuses = true;
    const title = (room.doc.getMap('objectives').get('o1') as Y.Map<Y.Text>).get('title')!;
    title.insert(5, ' us');
    await vi.waitFor(() => expect(refused).toHaveBeenCalledOnce(), soon);
    expect(await outbox.refused(databaseName(copy))).toEqual([
      { path: ['objectives', 'o1', 'title'], content: { kind: 'text', text: 'Trust us' } }
    ]);
    expect(await outbox.edits(databaseName(copy))).toEqual([]);
    expect(await outbox.unsent('meridian/w/anna/')).toBeGreaterThan(0);
    server.refuses = false;
    const anew = await enterSaved();
    expect(anew.doc.getMap('objectives').toJSON()).toEqual({ o1: { title: 'Trust' } });
  });
});

describe('a room that is set aside', () => {
  it('says so before anything is awaited, and takes no edit after that', async () => {
    const calls: string[] = [];
    const room = await enter(
      () => calls.push('refused'),
      () => calls.push('refusing')
    );
    await vi.waitFor(() => expect(room.state.kind).toBe('saved'), soon);
    server.hold();
    room.doc.getMap('fields').set('word', 'a');
    const aside = room.setAside();
    expect(calls).toEqual(['refusing']);
    room.doc.getMap('fields').set('word', 'b');
    await Promise.all([aside, room.setAside()]);
    expect(calls).toEqual(['refusing', 'refused']);
    expect(await outbox.edits(databaseName(copy))).toEqual([]);
    expect(await outbox.refused(databaseName(copy))).toEqual([
      { path: ['fields', 'word'], content: { kind: 'value', value: 'a' } }
    ]);
  });
});

describe('attempts that fail', () => {
  it('come at growing distances of at most half a minute', () => {
    for (let attempt = 0; attempt < 50; attempt++) {
      const most = Math.min(30_000, 800 * 2 ** attempt);
      expect(backOff(attempt)).toBeGreaterThanOrEqual(most / 2);
      expect(backOff(attempt)).toBeLessThanOrEqual(most);
    }
  });

  it('begin at a moment of their own on each device', () => {
    const delays = Array.from({ length: 2_000 }, reconnectDelay);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(400);
    expect(Math.max(...delays)).toBeLessThan(1_600);
    for (let from = 400; from < 1_600; from += 300) {
      const share = delays.filter((delay) => delay >= from && delay < from + 300).length;
      expect(share).toBeGreaterThan(300);
    }
  });

  it('end when the room is left', async () => {
    access.token = vi.fn(() => Promise.reject(new Error('No token.')));
    const room = await enter();
    await vi.waitFor(() => expect(access.token).toHaveBeenCalledTimes(2), soon);
    room.close();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(access.token).toHaveBeenCalledTimes(2);
  });
});

describe('a room of a viewer', () => {
  it('watches', async () => {
    server.answer = 'readonly';
    const room = await enter();
    await vi.waitFor(() => expect(room.state.kind).toBe('watching'), soon);
    expect(room.scope).toBe('readonly');
  });
});

describe('a room that the server stops', () => {
  it('says that it is not permitted any more, and goes on when it is again', async () => {
    server.answer = 'denied';
    const room = await enter();
    await vi.waitFor(() => expect(room.state.kind).toBe('forbidden'), soon);
    server.answer = 'read-write';
    collab.tokenRenewed();
    await vi.waitFor(() => expect(room.state.kind).toBe('saved'), soon);
  });

  it.each([4413, 1009])('does not come back after %d', async (code) => {
    const room = await enterSaved();
    const shown = server.tokens.length;
    server.close(code);
    await vi.waitFor(() => expect(room.state).toEqual({ kind: 'stopped', code, changes: 0 }), soon);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(server.tokens).toHaveLength(shown);
  });

  it('comes back after any other close', async () => {
    const room = await enterSaved();
    server.close(4509);
    await vi.waitFor(() => expect(room.state.kind).toBe('offline'), soon);
    await vi.waitFor(() => expect(room.state.kind).toBe('saved'), soon);
  });

  it('asks for a new token when the server does not know the sign-in, and comes back with it', async () => {
    const room = await enterSaved();
    access.renew = async () => {
      access.token = async () => 'renewed token';
      return 'renewed';
    };
    server.close(4401);
    await vi.waitFor(() => expect(server.tokens.at(-1)).toBe('renewed token'), soon);
    await vi.waitFor(() => expect(room.state.kind).toBe('saved'), soon);
  });

  it('keeps its edits when the sign-in has ended, and sends them after the next one', async () => {
    const room = await enterSaved();
    access.renew = async () => 'signed-out';
    server.close(4401);
    await vi.waitFor(() => expect(room.state.kind).toBe('signed-out'), soon);
    write(room, 'ab');
    await vi.waitFor(
      () => expect(room.state).toEqual({ kind: 'signed-out', changes: 2, durable: true }),
      soon
    );
    collab.resume();
    await vi.waitFor(() => expect(room.state.kind).toBe('saved'), soon);
    expect(words(server.doc)).toBe('ab');
  });
});
