// From nothing to the first record, and how somebody else gets in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api } from './api.mjs';
import { hire, password, seat, signIn, visit } from './people.mjs';
import { RecordPage, resource, wordsOf } from './record.mjs';
import { eventually } from './waiting.mjs';
import { founder, theFounder, theServer } from './world.mjs';

/** Waits until a field says what is wrong with it, to eyes and to screen readers. */
async function isRefused(page, label, words) {
  const field = page.getByLabel(label);
  await eventually(async () => {
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    const ids = (await field.getAttribute('aria-describedby')).split(' ');
    const said = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()));
    assert.match(said.join(' '), words);
  });
}

test('a new installation leads its founder to the first record', async (t) => {
  const { setupLink } = await theServer();
  const ada = await visit(t, { timezoneId: 'Europe/London' });
  const { page } = ada;

  await t.test('the page invites, and asks for the token that the server printed', async () => {
    await page.getByRole('heading', { name: 'Welcome to Meridian' }).waitFor();
    await page.getByLabel('Set-up token').waitFor();
  });

  await t.test('the set-up link brings its token along', async () => {
    await page.goto(setupLink);
    await page.getByRole('heading', { name: 'Welcome to Meridian' }).waitFor();
    assert.equal(await page.getByLabel('Set-up token').count(), 0);
    assert.equal(await page.getByLabel('Time zone').inputValue(), 'Europe/London');
  });

  await t.test('what is wrong is said beside its field', async () => {
    ada.expectsNetworkErrors();
    await page.getByLabel('Name of your workspace').fill(founder.workspaceName);
    await page.getByLabel('Your name').fill(founder.name);
    await page.getByLabel('E-mail').fill(founder.email);
    await page.getByLabel('Password').fill('short');
    const done = page.getByRole('button', { name: 'Set up Meridian' });
    await done.click();
    await isRefused(page, 'Password', /at least 10 characters/);
    await page.getByLabel('Password').fill(founder.password);
    await page.getByLabel('Time zone').fill('Middle/Earth');
    await done.click();
    await isRefused(page, 'Time zone', /zone/i);
    await page.getByLabel('Time zone').fill(founder.timeZone);
    await done.click();
  });

  await t.test('team and cycle are made on the way to the first sheet', async () => {
    await page.getByRole('heading', { name: 'Write your first OKRs' }).waitFor();
    await page.getByLabel('Team', { exact: true }).fill('Atlas');
    await page.getByRole('button', { name: 'Start writing' }).click();
    await page.getByRole('heading', { name: 'Atlas' }).waitFor();
    const record = new RecordPage(page);
    await record.isOpen();
    await record.write('Customers trust the numbers they see');
    await record.isSaved();
    const id = new URL(page.url()).pathname.split('/').at(-1);
    await resource(await theFounder(), id, ({ objectives }) =>
      assert.equal(Object.keys(objectives).length, 1)
    );
    assert.match(await page.title(), /^Atlas · Q\d \d{4} · Meridian$/);
  });

  await t.test('home shows it, and leads back', async () => {
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await page.getByRole('link', { name: /^Atlas.*1 objective, 0 key results/s }).click();
    const record = new RecordPage(page);
    await record.isOpen();
    assert.equal(await wordsOf(record.title(1)), 'Customers trust the numbers they see');
  });

  await t.test('the set-up link works once', async () => {
    const late = await visit(t, { path: null });
    await late.page.goto(setupLink);
    await late.page.getByRole('heading', { name: 'Meridian is set up' }).waitFor();
  });
});

test('somebody is invited by link, with a role and a team, and joins', async (t) => {
  const founderApi = await theFounder();
  const team = await founderApi.post('/teams', { name: 'Invitations' });
  const admin = await hire('Ines Roy', { role: 'admin', timeZone: 'Europe/Paris' });
  const ines = await seat(t, admin, {
    path: '/people',
    permissions: ['clipboard-read', 'clipboard-write']
  });
  const email = `kofi.${team.id}@northwind.example`;

  const link = await t
    .test('the link is made and copied', async () => {
      await ines.page.getByRole('button', { name: 'Invite by link' }).click();
      const dialog = ines.page.getByRole('dialog', { name: 'Invite by link' });
      await dialog.getByLabel('Role').selectOption('Viewer');
      await dialog.getByText('Sees everything live, changes nothing.').waitFor();
      await dialog.getByLabel('Team').selectOption('Invitations');
      await dialog.getByRole('button', { name: 'Make the link' }).click();
      const made = ines.page.getByRole('dialog', { name: 'Your link' });
      await made.getByRole('button', { name: 'Copy' }).click();
      await made.getByRole('button', { name: 'Copied' }).waitFor();
    })
    .then(() => ines.page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(await ines.page.getByLabel('Invitation link').inputValue(), link);

  await t.test('the invited one joins by it', async (t) => {
    const kofi = await visit(t, { path: null, timezoneId: 'Africa/Accra' });
    await kofi.page.goto(link);
    await kofi.page.getByRole('heading', { name: 'Join Northwind' }).waitFor();
    await kofi.page
      .getByText('Ines Roy invites you to the team Invitations as a viewer', { exact: false })
      .waitFor();
    await kofi.page.getByLabel('Your name').fill('Kofi Mensah');
    await kofi.page.getByLabel('E-mail').fill(email);
    await kofi.page.getByLabel('Password').fill(password);
    await kofi.page.getByRole('button', { name: 'Join' }).click();
    await kofi.page.getByRole('heading', { name: 'Northwind' }).waitFor();
    await kofi.page.getByRole('link', { name: 'People' }).click();
    const row = kofi.page.getByRole('listitem').filter({ hasText: email });
    await row.getByText(/Viewer.*/).waitFor();
    await row.getByText(/Accra/).waitFor();
    await row.getByText('Invitations').waitFor();
    assert.equal(await kofi.page.getByRole('button', { name: 'Invite by link' }).count(), 0);
  });

  await t.test('a used link says so', async (t) => {
    const late = await visit(t, { path: null });
    late.expectsNetworkErrors();
    await late.page.goto(link);
    await late.page.getByRole('heading', { name: 'This invitation cannot be used' }).waitFor();
  });

  await t.test('a revoked link says so', async (t) => {
    await ines.page.getByRole('button', { name: 'Invite one more' }).click();
    await ines.page.getByRole('button', { name: 'Make the link' }).click();
    const revoked = await ines.page.getByLabel('Invitation link').inputValue();
    await ines.page.getByRole('button', { name: 'Done' }).click();
    const open = ines.page
      .getByRole('region', { name: 'Open invitations' })
      .getByRole('listitem')
      .filter({ hasText: 'by Ines Roy' });
    await open.getByRole('button', { name: 'Revoke' }).click();
    await open.waitFor({ state: 'detached' });
    const late = await visit(t, { path: null });
    late.expectsNetworkErrors();
    await late.page.goto(revoked);
    await late.page.getByRole('heading', { name: 'This invitation cannot be used' }).waitFor();
    await late.page.getByText(/used, revoked, or run out of time/).waitFor();
  });
});

test('people of another workspace are told that nothing is here', async (t) => {
  const ada = await theFounder();
  const { okrSets } = await ada.get('/okr-sets');
  const record = Object.keys(okrSets)[0] ?? assert.fail('there is no record yet');
  const away = await ada.post('/workspaces', { name: 'Elsewhere', timeZone: 'UTC' });
  const elsewhere = new Api((await theServer()).url);
  await elsewhere.enter('/session', {
    email: founder.email,
    password: founder.password,
    workspaceId: away.workspace.id
  });
  assert.equal(await elsewhere.statusOf('GET', `/okr-sets/${record}`), 404);

  const stranger = await visit(t, { path: '/sign-in' });
  stranger.expectsNetworkErrors();
  await signIn(stranger.page, founder.email, founder.password);
  await stranger.page.getByRole('heading', { name: 'Which workspace?' }).waitFor();
  await stranger.page.getByRole('button', { name: 'Elsewhere' }).click();
  await stranger.page.getByRole('heading', { name: 'Write your first OKRs' }).waitFor();
  await stranger.page.goto(`/okr-sets/${record}`);
  await stranger.page.getByRole('heading', { name: 'This record is not here' }).waitFor();
  await stranger.page.goto('/nowhere');
  await stranger.page.getByRole('heading', { name: 'Nothing is here' }).waitFor();
});
