import { afterEach, describe, expect, it, vi } from 'vitest';
import { Access, lifetimeOf, type SignedIn } from './access';

const token = (claims: object) => `head.${btoa(JSON.stringify(claims))}.signature`;

const signedIn = (accessToken: string): SignedIn => ({
  accessToken,
  expiresAt: '2026-11-22T12:00:00Z',
  member: {
    id: 'anna',
    name: 'Anna',
    email: 'anna@example.org',
    role: 'admin',
    timeZone: 'UTC',
    joinedAt: '2026-11-22T12:00:00Z'
  },
  workspace: { id: 'w', name: 'Acme', timeZone: 'UTC', createdAt: '2026-11-22T12:00:00Z' }
});

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

afterEach(() => vi.unstubAllGlobals());

describe('lifetimeOf', () => {
  it('goes by the token alone, not by the clock of this device', () => {
    expect(lifetimeOf(token({ iat: 1_000, exp: 1_600 }))).toBe(600_000);
  });

  it('is ten minutes when the token does not say', () => {
    expect(lifetimeOf('nonsense')).toBe(600_000);
    expect(lifetimeOf(token({ exp: 1_600 }))).toBe(600_000);
  });
});

describe('Access', () => {
  it('asks the server once, however many ask for a token', async () => {
    const fetch = vi.fn(async () => json(signedIn(token({ iat: 0, exp: 600 }))));
    vi.stubGlobal('fetch', fetch);
    const access = new Access(() => undefined);
    const tokens = await Promise.all([access.token(), access.token(), access.token()]);
    expect(new Set(tokens).size).toBe(1);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('takes a new token when the old one is about to end', async () => {
    const answers = [signedIn(token({ iat: 0, exp: 10 })), signedIn(token({ iat: 0, exp: 600 }))];
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => json(answers.shift()))
    );
    const access = new Access(() => undefined);
    const first = await access.token();
    expect(await access.token()).not.toBe(first);
  });

  it('says that the sign-in has ended when the server does not know it', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => json({ title: 'Signed out', code: 'unauthenticated', status: 401 }, 401))
    );
    const heard: (SignedIn | null)[] = [];
    const access = new Access((now) => heard.push(now));
    await expect(access.token()).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(heard).toEqual([null]);
  });

  it('keeps the sign-in when the server cannot be reached', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => Promise.reject(new TypeError('network')))
    );
    const heard: (SignedIn | null)[] = [];
    const access = new Access((now) => heard.push(now));
    await expect(access.token()).rejects.toMatchObject({ code: 'unreachable' });
    expect(heard).toEqual([]);
  });

  it('tells the other tabs that the member signed out, which is more than an ended sign-in', async () => {
    const changed = vi.fn();
    const left = vi.fn();
    const here = new Access(() => undefined);
    const there = new Access(changed, left);
    here.accept(signedIn(token({ iat: 0, exp: 600 })));
    await vi.waitFor(() => expect(changed).toHaveBeenCalledOnce());
    here.end();
    await vi.waitFor(() => expect(left).toHaveBeenCalledOnce());
    expect(changed).toHaveBeenCalledOnce();
    vi.stubGlobal('fetch', async () => json({}, 401));
    await expect(there.token()).rejects.toThrow();
  });
});
