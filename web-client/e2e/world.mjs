// What all tests of a run share: one server, one browser, and a workspace with its admin.
import { after } from 'node:test';
import { Api } from './api.mjs';
import { launch } from './browser.mjs';
import { Server } from './server.mjs';

/** Whoever sets Meridian up. */
export const founder = {
  workspaceName: 'Northwind',
  name: 'Ada Okafor',
  email: 'ada@northwind.example',
  password: 'a quiet sheet of paper',
  timeZone: 'Europe/London'
};

const server = new Server();
let starting = null;
let launching = null;
let founding = null;
let numbers = 0;

after(async () => {
  if (launching) await (await launching).close();
  await server.close();
});

/** The server, started at the first call. */
export function theServer() {
  starting ??= server.start();
  return starting.then(() => server);
}

/** The browser, launched at the first call. Each person has a context of his own in it. */
export function theBrowser() {
  launching ??= launch();
  return launching;
}

/** The API as the founder; Meridian is set up first where no test has done that. */
export function theFounder() {
  founding ??= found();
  return founding;
}

async function found() {
  const { url, setupLink } = await theServer();
  const api = new Api(url);
  const { setUp } = await api.get('/installation');
  const { email, password } = founder;
  const setupToken = setupLink.split('token=')[1];
  await (setUp
    ? api.enter('/session', { email, password })
    : api.enter('/setup', { setupToken, ...founder }));
  return api;
}

/** A number that nobody else in this run has. */
export function nextNumber() {
  return ++numbers;
}
