// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket as NodeSocket } from 'ws';
import { Live, type Freshness, type Read } from './live';
import { LiveServer } from './testing/LiveServer';

const path = '/api/v1/teams/t';
const Socket = NodeSocket as unknown as typeof WebSocket;
const until = (wanted: () => void) => vi.waitFor(wanted, { timeout: 15_000, interval: 10 });

let server: LiveServer;
let live: Live;
let token: string | null;
let renewal: 'renewed' | 'signed-out' | 'unreachable';
let renewals: number;
let read: (path: string, version: string | null) => Promise<Read>;
let reads: (string | null)[];

function open(url = server.url): Live {
  return new Live({
    url,
    Socket,
    pollAfterMs: 200,
    pollEveryMs: 50,
    lingerMs: 50,
    access: {
      token: () => (token === null ? Promise.reject(new Error('none')) : Promise.resolve(token)),
      renew: () => {
        renewals++;
        if (renewal === 'renewed') server.refusal = null;
        return Promise.resolve(renewal);
      }
    },
    read: (path, version) => {
      reads.push(version);
      return read(path, version);
    }
  });
}

/** What a watcher was told. */
function recorder() {
  const told: unknown[] = [];
  return {
    told,
    value: (value: unknown) => told.push(value),
    gone: (reason: string) => told.push(`gone ${reason}`),
    failed: () => told.push('failed')
  };
}

beforeEach(async () => {
  server = new LiveServer();
  await server.start();
  token = 'good';
  renewal = 'renewed';
  renewals = 0;
  reads = [];
  read = () => Promise.reject(new Error('nobody answers'));
  live = open();
});

afterEach(async () => {
  live.close();
  await server.stop();
});

async function watching(version = '"1"', value: unknown = { name: 'One', members: {} }) {
  const watcher = recorder();
  const end = live.watch(path, watcher);
  await until(() => expect(server.watches(path)).toHaveLength(1));
  server.say({ path, version, value });
  await until(() => expect(watcher.told).toEqual([value]));
  return { watcher, end };
}

describe('watching', () => {
  it('says who it is first, and then what it watches', async () => {
    await watching();
    expect(server.heard).toEqual([{ auth: 'good' }, { watch: path }]);
  });

  it('takes a snapshot and then patches, and shares what did not change', async () => {
    const { watcher } = await watching();
    server.say({ path, from: '"1"', version: '"2"', patch: { name: 'Two' } });
    await until(() => expect(watcher.told).toHaveLength(2));
    const [before, after] = watcher.told as { members: object }[];
    expect(after).toEqual({ name: 'Two', members: {} });
    expect(after?.members).toBe(before?.members);
  });

  it('asks anew when a patch does not begin at what it holds', async () => {
    const { watcher } = await watching();
    server.say({ path, from: '"7"', version: '"8"', patch: { name: 'Eight' } });
    await until(() => expect(server.watches(path)).toEqual([null, null]));
    expect(watcher.told).toHaveLength(1);
  });

  it('tells a second watcher at once, over the same watch', async () => {
    await watching();
    const second = recorder();
    live.watch(path, second);
    expect(second.told).toEqual([{ name: 'One', members: {} }]);
    expect(server.watches(path)).toHaveLength(1);
  });

  it('ends the watch a while after the last watcher has gone, and the socket with the last watch', async () => {
    const { watcher, end } = await watching();
    end();
    await until(() => expect(server.heard.at(-1)).toEqual({ unwatch: path }));
    expect(watcher.told).toHaveLength(1);
    const again = recorder();
    live.watch(path, again);
    await until(() => expect(server.watches(path)).toEqual([null, null]));
    expect(server.connections).toBe(2);
  });

  it('says that a resource is gone, and asks again for who comes back to it', async () => {
    const { watcher } = await watching();
    server.say({ path, gone: 'forbidden' });
    await until(() => expect(watcher.told.at(-1)).toBe('gone forbidden'));
    live.watch(path, recorder());
    await until(() => expect(server.watches(path)).toEqual([null, null]));
  });
});

describe('coming back', () => {
  it('goes on from the version held', async () => {
    const { watcher } = await watching();
    server.close(1012);
    await until(() => expect(server.watches(path)).toEqual([null, '"1"']));
    server.say({ path, version: '"1"' });
    server.say({ path, from: '"1"', version: '"2"', patch: { name: 'Two' } });
    await until(() => expect(watcher.told.at(-1)).toEqual({ name: 'Two', members: {} }));
  });

  it('gets a new token when the old one is not good any more', async () => {
    await watching();
    server.refusal = 4401;
    server.close(4401);
    await until(() => expect(server.watches(path)).toHaveLength(2));
    expect(renewals).toBeGreaterThan(0);
  });

  it('stops when the sign-in has ended, and goes on after another one', async () => {
    await watching();
    renewal = 'signed-out';
    server.refusal = 4401;
    server.close(4401);
    await until(() => expect(live.freshness).toBe('stale'));
    await until(() => expect(renewals).toBe(1));
    server.refusal = null;
    live.resume();
    await until(() => expect(server.watches(path)).toEqual([null, '"1"']));
  });

  it('does not come back to a server that does not want it, and asks over HTTP instead', async () => {
    const { watcher } = await watching();
    read = () => Promise.resolve({ kind: 'value', value: { name: 'Two' }, version: '"2"' });
    server.close(4400);
    await until(() => expect(watcher.told.at(-1)).toEqual({ name: 'Two' }));
    expect(server.connections).toBe(1);
    expect(live.freshness).toBe('polled');
  });

  it('shows a renewed token', async () => {
    await watching();
    token = 'better';
    live.tokenRenewed();
    await until(() => expect(server.heard.at(-1)).toEqual({ auth: 'better' }));
  });

  it('waits for a token', async () => {
    token = null;
    live.watch(path, recorder());
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.connections).toBe(0);
    token = 'late';
    await until(() => expect(server.watches(path)).toHaveLength(1));
  });
});

describe('where sockets do not come through', () => {
  it('asks over HTTP, with the version held, and goes back to the socket when it opens', async () => {
    const states: Freshness[] = [];
    await server.stop();
    const watcher = recorder();
    live.listen((freshness) => states.push(freshness));
    read = (_, version) =>
      Promise.resolve(
        version === null
          ? { kind: 'value', value: { name: 'One' }, version: '"1"' }
          : { kind: 'same' }
      );
    live.watch(path, watcher);
    await until(() => expect(reads.slice(0, 3)).toEqual([null, '"1"', '"1"']));
    expect(watcher.told).toEqual([{ name: 'One' }]);
    await server.start();
    live.wake();
    await until(() => expect(server.watches(path)).toEqual(['"1"']));
    server.say({ path, from: '"1"', version: '"2"', patch: { name: 'Two' } });
    await until(() => expect(watcher.told.at(-1)).toEqual({ name: 'Two' }));
    expect(states).toEqual(['polled', 'live']);
    const asked = reads.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(reads.length).toBe(asked);
  });

  it('tells that nothing can be read, and what is gone', async () => {
    await server.stop();
    const watcher = recorder();
    live.watch(path, watcher);
    await until(() => expect(watcher.told).toContain('failed'));
    expect(live.freshness).toBe('stale');
    read = () => Promise.resolve({ kind: 'gone', reason: 'not-found' });
    await until(() => expect(watcher.told.at(-1)).toBe('gone not-found'));
  });

  it('asks over HTTP for what the server does not tell of', async () => {
    const watcher = recorder();
    read = () => Promise.resolve({ kind: 'value', value: { name: 'One' }, version: null });
    live.watch(path, watcher);
    await until(() => expect(server.watches(path)).toHaveLength(1));
    server.say({ path, error: 'too-many-watches' });
    await until(() => expect(watcher.told.at(-1)).toEqual({ name: 'One' }));
  });
});
