// People at their browsers. Whatever a page logs as an error while a test runs fails that test.
import assert from 'node:assert/strict';
import { Api } from './api.mjs';
import { picture } from './screenshots.mjs';
import { nextNumber, theBrowser, theFounder, theServer } from './world.mjs';

export const password = 'words in a row, easy to keep';

/** What the browser itself logs when the network or the server says no: a person who expects that names it. */
const networkNoise = /^(Failed to load resource|WebSocket connection to)/;
const shape = {
  viewport: { width: 1280, height: 800 },
  locale: 'en-GB',
  timezoneId: 'Europe/Berlin'
};

/** Somebody with a browser window of his own, signed in or not. */
export class Visitor {
  #expected = [];
  #noise = [];

  constructor(context, url) {
    this.context = context;
    this.url = url;
    context.on('page', (page) => this.#listen(page));
  }

  /** Console errors that match are part of the story. */
  expects(pattern) {
    this.#expected.push(pattern);
  }

  /** The network is cut, or the server refuses, as part of the story. */
  expectsNetworkErrors() {
    this.expects(networkNoise);
  }

  /** Pictures of all his tabs. */
  async picture(name) {
    for (const [number, page] of this.context.pages().entries())
      await picture(page, `${name} ${number + 1}`).catch(() => undefined);
  }

  async close() {
    await this.context.close();
    assert.deepEqual(this.#noise, [], 'the page logged errors');
  }

  #listen(page) {
    const hear = (text) => {
      if (!this.#expected.some((pattern) => pattern.test(text))) this.#noise.push(text);
    };
    page.on('pageerror', (problem) => hear(`${problem.stack ?? problem}`));
    page.on('console', (message) => {
      if (message.type() === 'error') hear(`${message.text()} ${message.location().url}`);
    });
  }
}

/**
 * A browser window at an address of the page, closed when the test ends.
 *
 * @param options `{path}` to open, `{url}` of the server as this browser reaches it, `{prepare}` for the
 *   empty page, and those of a Playwright context
 */
export async function visit(t, { path = '/', url, prepare, ...options } = {}) {
  const base = url ?? (await theServer()).url;
  const browser = await theBrowser();
  const context = await browser.newContext({ ...shape, baseURL: base, ...options });
  const visitor = new Visitor(context, base);
  t.after(async () => {
    if (!t.passed) await visitor.picture(`failed ${t.name} ${nextNumber()}`);
    await visitor.close();
  });
  visitor.page = await context.newPage();
  visitor.page.setDefaultTimeout(20_000);
  await prepare?.(visitor.page);
  if (path !== null) await visitor.page.goto(path);
  return visitor;
}

/** Makes a member through an invitation of the founder's; answers his API, with the e-mail. */
export async function hire(name, { role = 'member', timeZone = 'Europe/Berlin', teamId } = {}) {
  const founder = await theFounder();
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}.${nextNumber()}@northwind.example`;
  const { token } = await founder.post('/invitations', { role, ...(teamId ? { teamId } : {}) });
  const api = new Api((await theServer()).url);
  await api.enter('/invitation-acceptances', { token, name, email, password, timeZone });
  return Object.assign(api, { email });
}

/** Signs a member in in a browser window and opens a path. */
export async function seat(t, api, { path = '/', timeZone, ...options } = {}) {
  const visitor = await visit(t, {
    path: `/sign-in?next=${encodeURIComponent(path)}`,
    timezoneId: timeZone ?? api.member.timeZone,
    ...options
  });
  visitor.api = api;
  await signIn(visitor.page, api.email);
  await visitor.page.waitForURL(({ pathname }) => pathname !== '/sign-in');
  return visitor;
}

/** Fills in the sign-in page that is open. */
export async function signIn(page, email, secret = password) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
