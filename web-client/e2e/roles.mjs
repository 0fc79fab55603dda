// What somebody may do shows, and changes while the page is open.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hire } from './people.mjs';
import { join, newRecord, objectivesOf, reads, resource, wordsOf } from './record.mjs';
import { eventually } from './waiting.mjs';
import { theFounder } from './world.mjs';

/** Anna writes, Vera looks on. */
async function watched(t) {
  const { id, teamId } = await newRecord();
  const [annasApi, verasApi] = await Promise.all([
    hire('Anna Berg'),
    hire('Vera Lind', { role: 'viewer', timeZone: 'Asia/Tokyo' })
  ]);
  const [anna, vera] = await Promise.all([join(t, annasApi, id), join(t, verasApi, id)]);
  return { anna, vera, id, teamId };
}

test('a viewer sees everything live and can change nothing', async (t) => {
  const { anna, vera, id } = await watched(t);
  await vera.record.state('View only, up to date');
  await anna.record.write('Customers trust the numbers');
  await anna.record.writeKeyResult(1, 'Wrong invoices from 120 to 20');
  await anna.record.keyResult(1, 1).getByLabel('Unit').fill('invoices');
  await anna.record.keyResult(1, 1).getByLabel('Unit').press('Enter');
  await anna.record.isSaved();

  await t.test('live, and who is here', async () => {
    await reads(vera.record.title(1), 'Customers trust the numbers');
    await reads(vera.record.keyResultTitle(1, 1), 'Wrong invoices from 120 to 20');
    await vera.record.keyResult(1, 1).getByText('invoices', { exact: true }).waitFor();
    await vera.page.getByRole('button', { name: 'Here now: Anna Berg' }).waitFor();
    await anna.page.getByRole('button', { name: 'Here now: Vera Lind' }).waitFor();
  });

  await t.test('nothing to click', async () => {
    const { page } = vera;
    for (const name of [/^More about/, /^Key result$/, /^Objective$/])
      assert.equal(await page.getByRole('button', { name }).count(), 0);
    assert.equal(await page.getByTitle('Drag to move').count(), 0);
    const main = page.getByRole('main');
    assert.equal(await main.getByRole('combobox').count(), 0);
    assert.equal(await main.locator('input, [contenteditable="true"]').count(), 0);
  });

  await t.test('no key changes anything', async () => {
    const { page } = vera;
    await vera.record.title(1).click();
    await page.keyboard.type('xyz');
    for (const key of ['n', 'a', 'Delete', 'Backspace', 'Alt+ArrowDown', 'Control+z', 'Control+x'])
      await page.keyboard.press(key);
    await vera.record.objective(1).focus();
    for (const key of ['n', 'a', 'Enter', 'Alt+ArrowDown', 'Control+z'])
      await page.keyboard.press(key);
    await page.keyboard.type('xyz');
    await anna.record.put(anna.record.title(1));
    await anna.record.type('!');
    await reads(vera.record.title(1), 'Customers trust the numbers!');
    await vera.record.state('View only, up to date');
    await resource(anna.api, id, (okrSet) => {
      const objectives = objectivesOf(okrSet);
      assert.equal(objectives.length, 1);
      assert.equal(objectives[0].title, 'Customers trust the numbers!');
      assert.equal(Object.keys(objectives[0].keyResults).length, 1);
    });
  });
});

test('a role that changes is felt at once', async (t) => {
  const { anna, vera } = await watched(t);
  const founder = await theFounder();
  vera.expectsNetworkErrors();
  await anna.record.write('Customers trust the numbers');
  await reads(vera.record.title(1), 'Customers trust the numbers');

  await t.test('a viewer becomes a member', async () => {
    await founder.patch(`/members/${vera.api.member.id}`, { role: 'member' });
    await vera.page.reload();
    await vera.record.isSaved();
    await vera.record.put(vera.record.title(1));
    await vera.record.type(' they see');
    await reads(anna.record.title(1), 'Customers trust the numbers they see');
  });

  await t.test('a member becomes a viewer in the middle of a word', async () => {
    await founder.patch(`/members/${vera.api.member.id}`, { role: 'viewer' });
    await vera.record.state('View only, up to date');
    await eventually(async () =>
      assert.equal(await vera.record.title(1).getAttribute('contenteditable'), 'false')
    );
    await anna.record.put(anna.record.title(1));
    await anna.record.type('!');
    await reads(vera.record.title(1), 'Customers trust the numbers they see!');
  });

  await t.test('somebody removed sees nothing any more', async () => {
    assert.equal(await founder.statusOf('DELETE', `/members/${vera.api.member.id}`), 204);
    await vera.page.getByRole('alert').filter({ hasText: 'Your sign-in has ended' }).waitFor();
    await anna.record.put(anna.record.title(1));
    await anna.record.type('?');
    await anna.record.isSaved();
    assert.equal(await wordsOf(vera.record.title(1)), 'Customers trust the numbers they see!');
  });
});

test('words that came too late are not lost', async (t) => {
  const { anna, vera, id } = await watched(t);
  const founder = await theFounder();
  vera.expectsNetworkErrors();
  const become = (role) => founder.patch(`/members/${vera.api.member.id}`, { role });
  await become('member');
  await anna.record.write('Shared');
  await reads(vera.record.title(1), 'Shared');
  await vera.record.isSaved();
  await vera.context.setOffline(true);
  await vera.record.state('Offline');
  await vera.record.put(vera.record.title(1));
  await vera.page.keyboard.insertText(', with late words');
  await vera.record.state('Offline: 1 change kept on this device');
  await reads(vera.record.title(1), 'Shared, with late words');
  await become('viewer');
  await vera.context.setOffline(false);

  await t.test('the page says that they were not accepted, and shows them', async () => {
    await vera.page.getByText('One change was not accepted by the server.').waitFor();
    await vera.page.getByRole('button', { name: 'Look at them' }).click();
    const drawer = vera.page.getByRole('dialog', { name: 'Not accepted' });
    await drawer.getByRole('heading', { name: 'Title, Shared' }).waitFor();
    await drawer.getByText('Shared, with late words', { exact: true }).waitFor();
    await vera.page.keyboard.press('Escape');
    await reads(vera.record.title(1), 'Shared');
    await vera.record.state('View only, up to date');
    await resource(anna.api, id, (okrSet) => assert.equal(objectivesOf(okrSet)[0].title, 'Shared'));
  });

  await t.test('they are written once more when that is permitted again', async () => {
    await become('member');
    await vera.page.reload();
    await vera.record.isSaved();
    await vera.page.getByRole('button', { name: 'Look at them' }).click();
    await vera.page.getByRole('button', { name: 'Try again' }).click();
    for (const { record } of [anna, vera]) await reads(record.title(1), 'Shared, with late words');
  });
});

test('a team may keep its record to its own people', async (t) => {
  const { id, teamId } = await newRecord({ editing: 'members' });
  const founder = await theFounder();
  const [inside, outside] = await Promise.all([
    hire('Iris Inside', { teamId }),
    hire('Otto Outside')
  ]);
  const [iris, otto] = await Promise.all([join(t, inside, id), join(t, outside, id)]);
  await iris.record.write('Ours');
  await reads(otto.record.title(1), 'Ours');
  await otto.record.state('View only, up to date');
  await founder.put(`/teams/${teamId}/members/${outside.member.id}`);
  await otto.page.reload();
  await otto.record.isSaved();
  await otto.record.put(otto.record.title(1));
  await otto.record.type(' and mine');
  await reads(iris.record.title(1), 'Ours and mine');
});
