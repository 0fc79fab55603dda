// Every page in three sizes, light and dark: pictures to look at, no sideways scrolling, nothing that keeps somebody out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Api } from './api.mjs';
import { example } from './example.mjs';
import { hire, seat, visit } from './people.mjs';
import { join, newRecord } from './record.mjs';
import { picture } from './screenshots.mjs';
import { founder, theFounder, theServer } from './world.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 }
];

/** Looks at the page that is open in all sizes and both themes. */
async function inspect(page, name) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.evaluate(() => scrollTo(0, 0));
      await picture(page, `${name}-${size.width}-${colorScheme}`);
      const { wide, room } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        room: document.documentElement.clientWidth
      }));
      assert.ok(wide <= room, `${name} scrolls sideways: ${wide} of ${room} px`);
      if (size.width < 1920) await isAccessible(page, `${name} ${size.width} ${colorScheme}`);
    }
  }
}

/** Nothing that axe-core calls serious or critical. */
async function isAccessible(page, where) {
  await page.evaluate(`globalThis.axe ?? ${axe}`);
  const violations = await page.evaluate(async () => {
    const found = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`
      );
  });
  assert.deepEqual(violations, [], where);
}

const heading = (page, name) => page.getByRole('heading', { name, exact: true }).waitFor();

test('pages before signing in', async (t) => {
  const admin = await theFounder();
  const { url } = await admin.post('/invitations', { role: 'member' });
  const visitor = await visit(t, { path: '/sign-in' });
  visitor.expectsNetworkErrors();
  const { page } = visitor;
  await heading(page, 'Sign in');
  await inspect(page, 'sign-in');
  await page.goto(url);
  await heading(page, 'Join Northwind');
  await inspect(page, 'join');
  await page.goto('/join#token=nothing');
  await heading(page, 'This invitation cannot be used');
  await inspect(page, 'join-refused');
  await page.goto('/reset#token=nothing');
  await heading(page, 'Choose a new password');
  await inspect(page, 'reset');
});

test('an empty workspace', async (t) => {
  const ada = await theFounder();
  const { workspace } = await ada.post('/workspaces', { name: 'Blank', timeZone: 'UTC' });
  const api = new Api((await theServer()).url);
  const { email, password } = founder;
  await api.enter('/session', { email, password, workspaceId: workspace.id });
  const visitor = await visit(t, { path: '/sign-in' });
  const { page } = visitor;
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await heading(page, 'Which workspace?');
  await inspect(page, 'workspaces');
  await page.getByRole('button', { name: 'Blank' }).click();
  await heading(page, 'Write your first OKRs');
  await inspect(page, 'home-empty');
  for (const [path, title] of [
    ['teams', 'No team yet'],
    ['cycles', 'No cycle yet']
  ]) {
    await page.goto(`/${path}`);
    await page.getByText(title).waitFor();
    await inspect(page, `${path}-empty`);
  }
});

test('a workspace at work', async (t) => {
  const { anna, ben, id } = await example(t);
  const { page } = anna;

  await t.test('the record, with two people in it', async () => {
    await page.mouse.move(0, 0);
    await page.evaluate(() => scrollTo(0, 0));
    await ben.page.keyboard.press('Shift+Control+ArrowRight');
    await anna.record.title(1).locator('.remote-selection', { hasText: 'numbers' }).waitFor();
    await picture(page, 'readme', { animations: 'allow' });
    await inspect(page, 'record');
    await page.setViewportSize(sizes[1]);
    await page.getByRole('button', { name: /^Here now/ }).click();
    await isAccessible(page, 'who is here');
    await picture(page, 'record-who-is-here');
    await page.keyboard.press('Escape');
  });

  await t.test('the record as a viewer sees it', async (t) => {
    const api = await hire('Vera Lind', { role: 'viewer', timeZone: 'Asia/Tokyo' });
    const vera = await join(t, api, id);
    await inspect(vera.page, 'record-viewer');
  });

  await t.test('an empty record', async (t) => {
    const empty = await newRecord();
    const other = await join(t, ben.api, empty.id);
    await inspect(other.page, 'record-empty');
  });

  await t.test('the other pages', async (t) => {
    const api = await hire('Ines Roy', { role: 'admin', timeZone: 'Europe/Paris' });
    const ines = await seat(t, api, { path: '/' });
    ines.expectsNetworkErrors();
    const { page } = ines;
    const pages = [
      ['/', 'Northwind', 'home'],
      ['/teams', 'Teams', 'teams'],
      [`/teams/${(await teamOf(id)).id}`, 'Atlas', 'team'],
      ['/people', 'People', 'people'],
      ['/cycles', 'Cycles', 'cycles'],
      ['/account', 'My account', 'account'],
      ['/settings', 'Workspace', 'settings'],
      ['/nowhere', 'Nothing is here', 'nothing-here']
    ];
    for (const [path, title, name] of pages) {
      await page.goto(path);
      await heading(page, title);
      await inspect(page, name);
    }
    await page.goto('/');
    await heading(page, 'Northwind');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await inspect(page, 'keys');
  });
});

async function teamOf(recordId) {
  const ada = await theFounder();
  const { teamId } = await ada.get(`/okr-sets/${recordId}`);
  return ada.get(`/teams/${teamId}`);
}
