// Fields that are no text: each merges for itself, and the other one sees it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectivesOf, reads, resource, together } from './record.mjs';
import { eventually } from './waiting.mjs';

const valueOf = (field, value) =>
  eventually(async () => assert.equal(await field.inputValue(), value));

/** What a select shows. */
const shows = (field, label) =>
  eventually(async () =>
    assert.equal(await field.evaluate((select) => select.selectedOptions[0].textContent), label)
  );

test('a key result is measured: metric, values, owner, due date, progress', async (t) => {
  const { anna, ben, id } = await together(t, { anna: { locale: 'de-DE' } });
  await anna.record.write('Customers trust the numbers they see');
  await anna.record.writeKeyResult(1, 'Wrong invoices a month from 120 to 20');
  const [mine, theirs] = [anna, ben].map(({ record }) => record.keyResult(1, 1));
  await reads(ben.record.keyResultTitle(1, 1), 'Wrong invoices a month from 120 to 20');

  await t.test('metric, direction and unit', async () => {
    await mine.getByLabel('Direction').selectOption('↓ Decrease');
    await mine.getByLabel('Unit').fill('invoices');
    await mine.getByLabel('Unit').press('Enter');
    await shows(theirs.getByLabel('Direction'), '↓ Decrease');
    await valueOf(theirs.getByLabel('Unit'), 'invoices');
    await theirs.getByLabel('Metric').selectOption('Currency');
    await shows(mine.getByLabel('Metric'), 'Currency');
  });

  await t.test('decimals in the format of each reader', async () => {
    await mine.getByLabel('Start').fill('1.120,5');
    await mine.getByLabel('Start').press('Enter');
    await valueOf(mine.getByLabel('Start'), '1.120,5');
    await valueOf(theirs.getByLabel('Start'), '1,120.5');
    await theirs.getByLabel('Target').fill('20.25');
    await theirs.getByLabel('Target').press('Enter');
    await valueOf(mine.getByLabel('Target'), '20,25');
    await resource(anna.api, id, (okrSet) => {
      const [keyResult] = Object.values(objectivesOf(okrSet)[0].keyResults);
      assert.equal(keyResult.start, '1120.5');
      assert.equal(keyResult.target, '20.25');
    });
  });

  await t.test('what is no number stays in sight with the reason and is not stored', async () => {
    const target = mine.getByLabel('Target');
    await target.fill('about ten');
    await target.press('Tab');
    await mine.getByText('This is not a number. It is not stored.').waitFor();
    assert.equal(await target.inputValue(), 'about ten');
    assert.equal(await target.getAttribute('aria-invalid'), 'true');
    await target.press('Escape');
    await valueOf(target, '20,25');
    await valueOf(theirs.getByLabel('Target'), '20.25');
  });

  await t.test('owner and due date', async () => {
    await mine.getByLabel('Owner', { exact: true }).selectOption('Ben Carter');
    await shows(theirs.getByLabel('Owner', { exact: true }), 'Ben Carter');
    await theirs.getByLabel('Due').fill('2027-03-31');
    await theirs.getByLabel('Due').press('Enter');
    await valueOf(mine.getByLabel('Due'), '2027-03-31');
    await mine.getByText('31 Mar 2027').waitFor();
  });

  await t.test('both set different fields at once, and both stay', async () => {
    await Promise.all([
      mine.getByLabel('Metric').selectOption('Number'),
      theirs.getByLabel('Owner', { exact: true }).selectOption('Anna Berg')
    ]);
    for (const row of [mine, theirs]) {
      await shows(row.getByLabel('Metric'), 'Number');
      await shows(row.getByLabel('Owner', { exact: true }), 'Anna Berg');
    }
  });

  await t.test('progress waits for the first check-in, and says so', async () => {
    for (const row of [mine, theirs]) await row.getByText('Progress: no check-in yet').waitFor();
    await theirs.getByLabel('Target').fill('');
    await theirs.getByLabel('Target').press('Enter');
    for (const row of [mine, theirs]) await row.getByText('Progress: no target yet').waitFor();
  });

  await t.test('a band instead of a target', async () => {
    await mine.getByLabel('Direction').selectOption('Keep within');
    await mine.getByLabel('Lower bound').fill('3');
    await mine.getByLabel('Lower bound').press('Enter');
    await mine.getByLabel('Upper bound').fill('5');
    await mine.getByLabel('Upper bound').press('Enter');
    await valueOf(theirs.getByLabel('Lower bound'), '3');
    await valueOf(theirs.getByLabel('Upper bound'), '5');
  });
});

test('an objective says how ambitious it is, whom it serves, and whose it is', async (t) => {
  const { anna, ben } = await together(t);
  await anna.record.write('Customers trust the numbers they see');
  const [mine, theirs] = [anna, ben].map(({ record }) => record.objective(1));
  await anna.record.why(1).click();
  await anna.record.type('Every wrong invoice costs an hour of support.');
  await mine.getByLabel('Ambition').selectOption('Aspirational');
  await mine.getByLabel('What it serves').selectOption('Serves customers');
  await mine.getByLabel('Owner', { exact: true }).selectOption('Anna Berg');
  await mine.getByLabel('Backup owner').selectOption('Backup: Ben Carter');
  await reads(ben.record.why(1), 'Every wrong invoice costs an hour of support.');
  await shows(theirs.getByLabel('Ambition'), 'Aspirational');
  await shows(theirs.getByLabel('What it serves'), 'Serves customers');
  await shows(theirs.getByLabel('Owner', { exact: true }), 'Anna Berg');
  await shows(theirs.getByLabel('Backup owner'), 'Backup: Ben Carter');
});

test('hints about the wording stand beside the field and go away', async (t) => {
  const { anna, ben } = await together(t);
  await anna.record.write('Reach 40 % more customers');
  const hint = (record) => record.objective(1).getByText(/An objective inspires; numbers.*40/);
  await hint(anna.record).waitFor();
  await hint(ben.record).waitFor();

  await t.test('when the words change', async () => {
    await anna.page.keyboard.press('Control+a');
    await anna.page.keyboard.insertText('Customers recommend us');
    await hint(anna.record).waitFor({ state: 'detached' });
    await hint(ben.record).waitFor({ state: 'detached' });
  });

  await t.test('when they are put away, for me alone', async () => {
    await anna.record.writeKeyResult(1, 'Customers are happier');
    const advice = 'A key result can be measured. Which number tells that it has happened?';
    await anna.record.objective(1).getByText(advice).waitFor();
    await ben.record.objective(1).getByText(advice).waitFor();
    await anna.record.objective(1).getByRole('button', { name: 'Put this hint away' }).click();
    await anna.record.objective(1).getByText(advice).waitFor({ state: 'detached' });
    assert.ok(await ben.record.objective(1).getByText(advice).isVisible());
  });

  await t.test('when all are hidden', async () => {
    await ben.page.getByRole('button', { name: 'Hide hints' }).click();
    await ben.record
      .objective(1)
      .getByText(/can be measured/)
      .waitFor({ state: 'detached' });
    await ben.page.getByRole('button', { name: 'Show hints' }).waitFor();
  });
});

test('the record is written without a mouse', async (t) => {
  const { anna, ben } = await together(t);
  const { keyboard } = anna.page;
  await keyboard.press('n');
  await anna.record.isAt(anna.record.title(1));
  await keyboard.insertText('Customers recommend us');
  await keyboard.press('Enter');
  await anna.record.isAt(anna.record.why(1));
  await keyboard.press('Escape');
  await anna.record.isAt(anna.record.objective(1));
  await keyboard.press('a');
  await anna.record.isAt(anna.record.keyResultTitle(1, 1));
  await keyboard.insertText('Recommendations from 20 to 45');
  await keyboard.press('Enter');
  await anna.record.isAt(anna.record.keyResultTitle(1, 2));
  await keyboard.insertText('Renewals from 71 % to 90 %');
  await keyboard.press('Tab');
  await anna.record.isAt(anna.record.keyResult(1, 2).getByLabel('Metric'));
  await keyboard.press('Escape');
  await keyboard.press('k');
  await anna.record.isAt(anna.record.keyResult(1, 1));
  await keyboard.press('?');
  await anna.page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await keyboard.press('Escape');
  await reads(ben.record.keyResultTitle(1, 1), 'Recommendations from 20 to 45');
  await reads(ben.record.keyResultTitle(1, 2), 'Renewals from 71 % to 90 %');
  await keyboard.press('g');
  await keyboard.press('t');
  await anna.page.getByRole('heading', { name: 'Teams', exact: true }).waitFor();
});
