// Two people write the same words at the same time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectivesOf, reads, RecordPage, resource, together, wordsOf } from './record.mjs';
import { eventually } from './waiting.mjs';

/** Waits until both read the same, and the server too; answers what. */
async function agree({ anna, ben, id }, number = 1) {
  const titles = [anna, ben].map(({ record }) => record.title(number));
  await Promise.all([anna.record.isSaved(), ben.record.isSaved()]);
  await eventually(async () => assert.equal(await wordsOf(titles[0]), await wordsOf(titles[1])));
  const words = await wordsOf(titles[0]);
  await resource(anna.api, id, (okrSet) =>
    assert.equal(objectivesOf(okrSet)[number - 1].title, words)
  );
  return words;
}

const only = (text, letters) => [...text].filter((letter) => letters.test(letter)).join('');

test('two people type into one title at the same time and nothing is lost', async (t) => {
  const scene = await together(t);
  const { anna, ben } = scene;
  await anna.record.write('customers trust the numbers');
  await reads(ben.record.title(1), 'customers trust the numbers');

  await t.test('one at the beginning, one at the end', async () => {
    await anna.record.put(anna.record.title(1), 0);
    await ben.record.put(ben.record.title(1));
    await Promise.all([anna.record.type('ALL EUROPEAN '), ben.record.type(' 1234567890')]);
    assert.equal(await agree(scene), 'ALL EUROPEAN customers trust the numbers 1234567890');
  });

  await t.test('both at the same place in the middle', async () => {
    await anna.record.put(anna.record.title(1), 'ALL EUROPEAN customers'.length);
    await ben.record.put(ben.record.title(1), 'ALL EUROPEAN customers'.length);
    await Promise.all([anna.record.type('ÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜ'), ben.record.type('?!+?!+?!+?!+?!+')]);
    const words = await agree(scene);
    assert.equal(only(words, /[ÄÖÜ]/), 'ÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜ');
    assert.equal(only(words, /[?!+]/), '?!+?!+?!+?!+?!+');
    assert.equal(
      words.replace(/[ÄÖÜ?!+]/g, ''),
      'ALL EUROPEAN customers trust the numbers 1234567890'
    );
  });

  await t.test('one deletes while the other writes inside', async () => {
    await anna.record.put(anna.record.title(1));
    await ben.record.put(ben.record.title(1), 3);
    const deleting = async () => {
      for (let step = 0; step < 10; step++) await anna.page.keyboard.press('Backspace');
    };
    await Promise.all([deleting(), ben.record.type('yyyyyyyyyy')]);
    const words = await agree(scene);
    assert.match(words, /^ALLyyyyyyyyyy EUROPEAN /);
    assert.match(words, / numbers $/);
  });
});

test('emoji and right-to-left words travel whole', async (t) => {
  const scene = await together(t);
  const { anna, ben } = scene;
  await anna.record.write('👩‍👩‍👧 שלום');
  await reads(ben.record.title(1), '👩‍👩‍👧 שלום');
  await ben.record.put(ben.record.title(1));
  await Promise.all([
    ben.page.keyboard.insertText(' مرحبا 🇪🇺'),
    anna.page.keyboard.insertText('👍🏽')
  ]);
  const words = await agree(scene);
  for (const part of ['👩‍👩‍👧 שלום', ' مرحبا 🇪🇺', '👍🏽']) assert.ok(words.includes(part), words);

  await t.test('Backspace leaves no half of a letter behind', async () => {
    await ben.record.put(ben.record.title(1));
    const before = await wordsOf(ben.record.title(1));
    await ben.page.keyboard.press('Backspace');
    await eventually(async () => assert.notEqual(await wordsOf(ben.record.title(1)), before));
    const after = await agree(scene);
    assert.ok(before.startsWith(after) && after.isWellFormed(), after);
  });
});

test('a title of 5,000 letters is one line, and both can go on in it', async (t) => {
  const scene = await together(t);
  const { anna, ben } = scene;
  const long = 'word '.repeat(1000);
  await anna.record.write(long);
  await reads(ben.record.title(1), long);
  await ben.record.put(ben.record.title(1));
  await Promise.all([ben.record.type('the end'), anna.record.type('?')]);
  const words = await agree(scene);
  assert.equal(words.length, 5008);
  assert.equal(only(words.slice(5000), /[^?]/), 'the end');
});

test('a paste of several lines into a title becomes one line', async (t) => {
  const { anna, ben } = await together(t);
  await anna.record.write('Before');
  await anna.page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', '\nfirst\r\nsecond');
    const event = { clipboardData: data, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', event));
  });
  await reads(ben.record.title(1), 'Before first second');
});

test('the other one is in sight: cursor with name, selection, field, and local time', async (t) => {
  const { anna, ben } = await together(t);
  await anna.record.write('Customers trust the numbers they see');
  await anna.record.writeKeyResult(1, 'Wrong invoices a month from 120 to 20');
  await reads(ben.record.title(1), 'Customers trust the numbers they see');

  await t.test('the cursor in a title, with the name', async () => {
    await anna.record.put(anna.record.title(1), 9);
    const flag = ben.record.title(1).locator('.remote-caret');
    await flag.filter({ hasText: 'Anna Berg' }).waitFor({ state: 'attached' });
    await anna.page.keyboard.press('Shift+Control+ArrowRight');
    await ben.record.title(1).locator('.remote-selection', { hasText: 'trust' }).waitFor();
  });

  await t.test('the field that has no cursor', async () => {
    await anna.record.keyResult(1, 1).getByLabel('Target').focus();
    await ben.record.keyResult(1, 1).getByText('Anna', { exact: true }).waitFor();
    await flagIsGone(ben.record.title(1));
  });

  await t.test('who is here, where, and what time it is there', async () => {
    await ben.page.getByRole('button', { name: 'Here now: Anna Berg' }).click();
    const entry = ben.page.getByRole('button', { name: /Anna Berg.*Target, Wrong invoices/ });
    const inBerlin = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Berlin',
      hour: '2-digit',
      minute: '2-digit'
    });
    const aMinuteAgo = new Date(Date.now() - 60_000);
    const hours = [new Date(), aMinuteAgo].map((at) => inBerlin.format(at));
    const shown = await entry.innerText();
    assert.ok(
      hours.some((hour) => shown.includes(`${hour} Berlin`)),
      shown
    );
  });

  await t.test('gone when the page is closed', async () => {
    await anna.page.goto('/people');
    await ben.page
      .getByRole('button', { name: 'Here now: Anna Berg' })
      .waitFor({ state: 'detached' });
  });
});

function flagIsGone(editor) {
  return editor.locator('.remote-caret').waitFor({ state: 'detached' });
}

test('one person in two tabs is one person, and both tabs write', async (t) => {
  const { anna, ben } = await together(t);
  await anna.record.write('From the first tab');
  const second = await anna.context.newPage();
  await second.goto(anna.page.url());
  const tab = new RecordPage(second);
  await tab.isOpen();
  await reads(tab.title(1), 'From the first tab');
  await tab.put(tab.title(1));
  await Promise.all([tab.type(' and the second'), anna.record.type('!')]);
  await Promise.all([tab.isSaved(), anna.record.isSaved()]);
  await eventually(async () => {
    const words = await wordsOf(ben.record.title(1));
    assert.equal(words.length, 'From the first tab and the second!'.length, words);
    assert.equal(await wordsOf(tab.title(1)), words);
    assert.equal(await wordsOf(anna.record.title(1)), words);
  });
  await ben.page.getByRole('button', { name: 'Here now: Anna Berg', exact: true }).waitFor();
});
