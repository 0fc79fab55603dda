// What somebody else changes appears by itself, on every page, and disturbs nobody who is typing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hire, seat } from './people.mjs';
import { Network } from './proxy.mjs';
import { join, newRecord } from './record.mjs';
import { eventually } from './waiting.mjs';
import { nextNumber, theFounder, theServer } from './world.mjs';

const headed = (page, name) => page.getByRole('heading', { name, exact: true }).waitFor();
const seen = (page, text) => page.getByRole('main').getByText(text, { exact: true }).waitFor();
const unique = (word) => `${word} ${nextNumber()}`;

/** Anna and Ben each at a page; Ben's tells when it takes something away that it has shown. */
async function two(t, path, bensOptions = {}) {
  const [annas, bens] = await Promise.all([hire('Anna Berg'), hire('Ben Ruiz')]);
  const [anna, ben] = await Promise.all([
    seat(t, annas, { path }),
    seat(t, bens, { path, ...bensOptions })
  ]);
  return { anna, ben };
}

/** Fails when the page, once it is there, shows a skeleton again. */
async function noFlicker(page) {
  await eventually(async () => assert.equal(await page.locator('main .skeleton').count(), 0));
  await page.evaluate(() => {
    window.flickers = 0;
    new MutationObserver(() => {
      if (document.querySelector('main .skeleton')) window.flickers++;
    }).observe(document.body, { subtree: true, childList: true });
  });
  return async () =>
    assert.equal(await page.evaluate(() => window.flickers), 0, 'the page flickered');
}

test('a team that is renamed is renamed before the eyes of others, but not under their hands', async (t) => {
  const founder = await theFounder();
  const { id } = await founder.post('/teams', { name: unique('Atlas') });
  const { anna, ben } = await two(t, `/teams/${id}`);
  await ben.page.getByLabel('Who writes its OKRs').selectOption('members');
  const isCalm = await noFlicker(ben.page);

  const renamed = unique('Rockets');
  await anna.page.getByLabel('Name').fill(renamed);
  await anna.page.getByRole('button', { name: 'Save' }).click();
  await headed(ben.page, renamed);
  assert.equal(await ben.page.getByLabel('Name').inputValue(), renamed);
  assert.equal(await ben.page.getByLabel('Who writes its OKRs').inputValue(), 'members');

  await t.test('words that are being typed stay', async () => {
    await ben.page.getByLabel('Name').fill('Half a na');
    const again = unique('Comets');
    await anna.page.getByLabel('Name').fill(again);
    await anna.page.getByRole('button', { name: 'Save' }).click();
    await headed(ben.page, again);
    assert.equal(await ben.page.getByLabel('Name').inputValue(), 'Half a na');
  });

  await t.test('people who join and leave appear and go', async () => {
    await founder.put(`/teams/${id}/members/${anna.api.member.id}`);
    await ben.page.getByRole('button', { name: 'Take Anna Berg off the team' }).waitFor();
    await anna.page.getByRole('button', { name: 'Take Anna Berg off the team' }).click();
    await ben.page
      .getByRole('button', { name: 'Take Anna Berg off the team' })
      .waitFor({ state: 'detached' });
  });
  await isCalm();
});

test('new teams, cycles and records appear on lists', async (t) => {
  const founder = await theFounder();
  await newRecord(); // without any, the home page asks for the first one
  const { ben } = await two(t, '/teams');
  const isCalm = await noFlicker(ben.page);
  const name = unique('Atlas');
  const team = await founder.post('/teams', { name });
  await seen(ben.page, name);
  await isCalm();

  await ben.page.getByRole('link', { name: 'Cycles' }).click();
  const cycleName = unique('Spring');
  const cycle = await founder.post('/cycles', {
    name: cycleName,
    start: '2027-04-01',
    end: '2027-06-30',
    timeZone: 'Europe/London'
  });
  await seen(ben.page, cycleName);

  await ben.page.getByRole('link', { name: 'Home', exact: true }).click();
  const section = ben.page.getByRole('region', { name: cycleName });
  await section.waitFor();
  await founder.post('/okr-sets', { cycleId: cycle.id, teamId: team.id });
  await section.getByRole('link', { name: new RegExp(name) }).waitFor();
  await founder.patch(`/cycles/${cycle.id}`, { name: `${cycleName} and May` });
  await ben.page.getByRole('region', { name: `${cycleName} and May` }).waitFor();
});

test('a role that changes shows at once, on the own page and on that of others', async (t) => {
  const founder = await theFounder();
  const { anna, ben } = await two(t, '/people');
  const invite = ben.page.getByRole('button', { name: 'Invite by link' });
  assert.equal(await invite.count(), 0);
  await founder.patch(`/members/${ben.api.member.id}`, { role: 'admin' });
  await invite.waitFor();
  await founder.patch(`/members/${anna.api.member.id}`, { role: 'viewer' });
  const annasRole = ben.page
    .getByRole('listitem')
    .filter({ hasText: anna.api.email })
    .getByRole('combobox');
  await eventually(async () => assert.equal(await annasRole.inputValue(), 'viewer'));
  await anna.page.getByRole('link', { name: 'Teams' }).click();
  await headed(anna.page, 'Teams');
  assert.equal(await anna.page.getByRole('button', { name: 'New team' }).count(), 0);

  await t.test('an invitation appears, and goes when the right is lost', async () => {
    const note = `only for ${unique('guest').replace(' ', '')}@northwind.example`;
    await founder.post('/invitations', { role: 'viewer', email: note.split(' ').at(-1) });
    await ben.page.getByText(note).waitFor();
    await founder.patch(`/members/${ben.api.member.id}`, { role: 'member' });
    await ben.page.getByText(note).waitFor({ state: 'detached' });
    await invite.waitFor({ state: 'detached' });
  });
});

test('the workspace that is renamed is renamed for everybody', async (t) => {
  const founder = await theFounder();
  const { ben } = await two(t, '/settings');
  const before = founder.workspace.name;
  const renamed = unique('Northwind');
  await founder.patch('/workspace', { name: renamed });
  await seen(ben.page, renamed);
  await founder.patch('/workspace', { name: before });
  await seen(ben.page, before);
});

test('hints and progress of a record follow its words', async (t) => {
  const { id } = await newRecord();
  const api = await hire('Ben Ruiz');
  const ben = await join(t, api, id);
  await ben.record.write('Launch 3 products');
  await ben.page.locator('.hints').first().waitFor();
});

test('where sockets do not come through, pages follow all the same', async (t) => {
  const network = new Network((await theServer()).port);
  const url = await network.open();
  t.after(() => network.close());
  network.cutLive();
  const founder = await theFounder();
  const ben = await seat(t, await hire('Ben Ruiz'), { path: '/teams', url });
  ben.expectsNetworkErrors();
  const name = unique('Atlas');
  const { id } = await founder.post('/teams', { name });
  await seen(ben.page, name);

  await t.test('and faster again when they do', async () => {
    network.mend();
    await founder.patch(`/teams/${id}`, { name: `${name} again` });
    await seen(ben.page, `${name} again`);
  });

  await t.test('also after the network was away', async () => {
    network.cut();
    await founder.patch(`/teams/${id}`, { name: `${name} at last` });
    network.mend();
    await seen(ben.page, `${name} at last`);
  });
});
