// Signing in and out, on one device and on many.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hire, password, seat, signIn, visit } from './people.mjs';
import { join, newRecord, reads, RecordPage, together, wordsOf } from './record.mjs';
import { eventually } from './waiting.mjs';

const menu = async (page, choice) => {
  await page.getByRole('button', { name: 'Me and my settings' }).click();
  await page.getByRole('button', { name: choice }).click();
};

const isSignedOut = (page) => page.getByRole('heading', { name: 'Sign in' }).waitFor();

test('signing in says what is wrong, and leads back to where one wanted to go', async (t) => {
  const api = await hire('Anna Berg');
  const anna = await visit(t, { path: '/people' });
  anna.expectsNetworkErrors();
  await isSignedOut(anna.page);
  await signIn(anna.page, api.email, 'not my password');
  await anna.page.getByText('The e-mail or the password is wrong.').waitFor();
  await signIn(anna.page, api.email);
  await anna.page.getByRole('heading', { name: 'People' }).waitFor();
});

test('signing out in one tab signs out all tabs, and leaves no words behind', async (t) => {
  const { anna } = await together(t);
  await anna.record.write('Secret');
  await anna.record.isSaved();
  const other = await anna.context.newPage();
  await other.goto('/teams');
  await other.getByRole('heading', { name: 'Teams', exact: true }).waitFor();
  await menu(anna.page, 'Sign out');
  await isSignedOut(anna.page);
  await isSignedOut(other);
  await eventually(async () => {
    const names = await anna.page.evaluate(async () =>
      (await indexedDB.databases()).map(({ name }) => name)
    );
    assert.deepEqual(
      names.filter((name) => name.includes('/')),
      []
    );
  });
  await anna.page.goBack();
  await isSignedOut(anna.page);
});

test('signing out with unsent words asks first', async (t) => {
  const { anna } = await together(t);
  anna.expectsNetworkErrors();
  await anna.record.write('Shared');
  await anna.record.isSaved();
  await anna.context.setOffline(true);
  await anna.record.state('Offline');
  await anna.record.type(' and not');
  await anna.record.state(/^Offline: \d+ changes? kept/);
  await menu(anna.page, 'Sign out');
  const question = anna.page.getByRole('dialog', { name: 'Sign out and lose changes?' });
  await question.getByRole('button', { name: 'Stay' }).click();
  await anna.context.setOffline(false);
  await anna.record.isSaved();
  assert.equal(await wordsOf(anna.record.title(1)), 'Shared and not');
});

test('signing out everywhere ends the sockets of the other devices', async (t) => {
  const { anna, ben, id } = await together(t);
  anna.expectsNetworkErrors();
  await anna.record.write('On my laptop');
  await reads(ben.record.title(1), 'On my laptop');
  const phone = await seat(t, anna.api, { path: '/account' });

  await t.test('my sign-ins are listed', async () => {
    await phone.page.getByText('This device').waitFor();
    await phone.page
      .getByText(/Last seen/)
      .first()
      .waitFor();
  });

  await t.test('the laptop says so, and keeps what is written', async () => {
    await phone.page.getByRole('button', { name: 'Sign out everywhere' }).click();
    const question = phone.page.getByRole('dialog', { name: 'Sign out everywhere?' });
    await question.getByRole('button', { name: 'Sign out everywhere' }).click();
    await isSignedOut(phone.page);
    await anna.record.state(/^Signed out/);
    await anna.page.getByRole('alert').filter({ hasText: 'Your sign-in has ended' }).waitFor();
    await anna.record.put(anna.record.title(1));
    await anna.page.keyboard.insertText(', still mine');
    await anna.record.state('Signed out: 1 change kept on this device');
    assert.equal(await wordsOf(ben.record.title(1)), 'On my laptop');
  });

  await t.test('signing in again saves it', async () => {
    await anna.page.getByRole('link', { name: 'Sign in again' }).click();
    await signIn(anna.page, anna.api.email);
    await anna.page.waitForURL(`**/okr-sets/${id}`);
    await anna.record.isSaved();
    await reads(ben.record.title(1), 'On my laptop, still mine');
  });
});

test('one sign-in among several is ended', async (t) => {
  const { id } = await newRecord();
  const api = await hire('Anna Berg');
  const laptop = await join(t, api, id);
  laptop.expectsNetworkErrors();
  const phone = await seat(t, api, { path: '/account' });
  const others = phone.page.getByRole('listitem').filter({ hasText: 'Last seen' });
  await eventually(async () => assert.ok((await others.count()) >= 1));
  for (let left = await others.count(); left > 0; left--) {
    await others.first().getByRole('button', { name: 'Sign out' }).click();
    await eventually(async () => assert.equal(await others.count(), left - 1));
  }
  await laptop.record.state(/^Signed out/);
  await phone.page.reload();
  await phone.page.getByText('This device').waitFor();
});

test('a password is changed, and reset by a link of an admin’s', async (t) => {
  const api = await hire('Anna Berg');
  const anna = await seat(t, api, { path: '/account' });
  anna.expectsNetworkErrors();
  const [second, third] = ['a second row of words', 'a third row of words'];

  await t.test('the present one is asked for', async () => {
    await anna.page.getByLabel('Present password').fill('not this one');
    await anna.page.getByLabel('New password').fill(second);
    await anna.page.getByRole('button', { name: 'Change the password' }).click();
    await eventually(async () =>
      assert.equal(
        await anna.page.getByLabel('Present password').getAttribute('aria-invalid'),
        'true'
      )
    );
    await anna.page.getByLabel('Present password').fill(password);
    await anna.page.getByRole('button', { name: 'Change the password' }).click();
    await anna.page.getByText('Your new password works.').waitFor();
  });

  await t.test('the old one does not work any more', async (t) => {
    const again = await visit(t, { path: '/sign-in' });
    again.expectsNetworkErrors();
    await signIn(again.page, api.email, password);
    await again.page.getByText('The e-mail or the password is wrong.').waitFor();
    await signIn(again.page, api.email, second);
    await again.page.getByRole('heading', { name: 'Northwind' }).waitFor();
  });

  await t.test('an admin makes a link, and it works once', async (t) => {
    const ines = await seat(t, await hire('Ines Roy', { role: 'admin' }), { path: '/people' });
    const row = ines.page.getByRole('listitem').filter({ hasText: api.email });
    await row.getByRole('button', { name: 'More about Anna Berg' }).click();
    await row.getByRole('button', { name: 'Link for a new password' }).click();
    const link = await ines.page.getByLabel('Link for a new password').inputValue();

    const forgetful = await visit(t, { path: null });
    forgetful.expectsNetworkErrors();
    const { page } = forgetful;
    await page.goto(link);
    await page.getByLabel('New password').fill(third);
    await page.getByLabel('The same again').fill(`${third}!`);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('The two passwords differ.').waitFor();
    await page.getByLabel('The same again').fill(third);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByRole('heading', { name: 'Your new password works' }).waitFor();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, api.email, third);
    await page.getByRole('heading', { name: 'Northwind' }).waitFor();

    const late = await visit(t, { path: null });
    late.expectsNetworkErrors();
    await late.page.goto(link);
    await late.page.getByLabel('New password').fill(second);
    await late.page.getByLabel('The same again').fill(second);
    await late.page.getByRole('button', { name: 'Set the password' }).click();
    await late.page.getByText(/This link was used or has expired/).waitFor();
  });
});

test('the access token is renewed in mid-session, and nobody notices', async (t) => {
  const { id } = await newRecord();
  const api = await hire('Anna Berg');
  const anna = await seat(t, api, {
    path: `/okr-sets/${id}`,
    prepare: (page) => page.clock.install()
  });
  anna.record = new RecordPage(anna.page);
  await anna.record.isOpen();
  await anna.record.write('Before');
  await anna.record.isSaved();
  const renewal = anna.page.waitForResponse('**/api/v1/session/refresh');
  await anna.page.clock.fastForward(10 * 60_000);
  assert.equal((await renewal).status(), 200);
  await anna.record.type(' and after');
  await anna.record.isSaved();
  await eventually(async () => {
    const { objectives } = await api.get(`/okr-sets/${id}`);
    assert.equal(Object.values(objectives)[0].title, 'Before and after');
  });
});
