// Adding, moving, deleting and undoing, while somebody else writes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectivesOf, reads, resource, together, wordsOf } from './record.mjs';
import { eventually } from './waiting.mjs';

async function threeObjectives(t) {
  const scene = await together(t);
  for (const title of ['One', 'Two', 'Three']) await scene.anna.record.write(title);
  await scene.ben.record.showsTitles('One', 'Two', 'Three');
  return scene;
}

/** Drags an item by its grip to just beside another one. */
async function drag(page, item, over) {
  const grip = await item.getByTitle('Drag to move').first().boundingBox();
  const aim = await over.boundingBox();
  const from = { x: grip.x + grip.width / 2, y: grip.y + grip.height / 2 };
  const downwards = aim.y > from.y;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + (downwards ? 12 : -12));
  await page.mouse.move(from.x, downwards ? aim.y + aim.height + 4 : aim.y - 4, { steps: 6 });
  await page.mouse.up();
}

test('an objective is moved while the other one writes in it', async (t) => {
  const scene = await threeObjectives(t);
  const { anna, ben, id } = scene;

  await t.test('by keyboard, with its words and the place of the cursor kept', async () => {
    await ben.record.put(ben.record.title(1));
    await anna.record.put(anna.record.title(1), 0);
    await Promise.all([ben.record.type(' and only'), anna.page.keyboard.press('Alt+ArrowDown')]);
    await anna.record.showsTitles('Two', 'One and only', 'Three');
    await ben.record.showsTitles('Two', 'One and only', 'Three');
    await anna.page.getByText('Moved to place 2 of 3.').waitFor({ state: 'attached' });
    await anna.record.isAt(anna.record.title(2));
    await ben.record.isAt(ben.record.title(2));
    await anna.record.type('The ');
    await ben.record.type('!');
    await anna.record.showsTitles('Two', 'The One and only!', 'Three');
    await ben.record.showsTitles('Two', 'The One and only!', 'Three');
  });

  await t.test('by dragging', async () => {
    await Promise.all([
      drag(anna.page, anna.record.objective(3), anna.record.objective(1)),
      ben.record.type('!!')
    ]);
    await anna.record.showsTitles('Three', 'Two', 'The One and only!!!');
    await ben.record.showsTitles('Three', 'Two', 'The One and only!!!');
    await ben.record.isAt(ben.record.title(3));
  });

  await t.test('both move at the same time', async () => {
    await anna.record.put(anna.record.title(1), 0);
    await ben.record.put(ben.record.title(3), 0);
    await Promise.all([
      anna.page.keyboard.press('Alt+ArrowDown'),
      ben.page.keyboard.press('Alt+ArrowUp')
    ]);
    await Promise.all([anna.record.isSaved(), ben.record.isSaved()]);
    await eventually(async () => {
      const titles = await anna.record.titles();
      assert.deepEqual(await ben.record.titles(), titles);
      assert.deepEqual([...titles].sort(), ['The One and only!!!', 'Three', 'Two']);
      const stored = objectivesOf(await anna.api.get(`/okr-sets/${id}`));
      assert.deepEqual(
        stored.map(({ title }) => title),
        titles
      );
    });
  });
});

test('key results are moved by keyboard and by dragging', async (t) => {
  const { anna, ben } = await together(t);
  await anna.record.write('Customers trust the numbers');
  for (const title of ['1 first', '2 second', '3 third'])
    await anna.record.writeKeyResult(1, title);
  const shows = (record, ...titles) =>
    eventually(async () => {
      const shown = [1, 2, 3].map((number) => wordsOf(record.keyResultTitle(1, number)));
      assert.deepEqual(await Promise.all(shown), titles);
    });
  await anna.record.isAt(anna.record.keyResultTitle(1, 3));
  await anna.page.keyboard.press('Alt+ArrowUp');
  await shows(ben.record, '1 first', '3 third', '2 second');
  await anna.record.isAt(anna.record.keyResultTitle(1, 2));
  await drag(ben.page, ben.record.keyResult(1, 1), ben.record.keyResult(1, 3));
  await shows(ben.record, '3 third', '2 second', '1 first');
  await shows(anna.record, '3 third', '2 second', '1 first');
});

test('what is deleted comes back with all its words', async (t) => {
  const { anna, ben, id } = await threeObjectives(t);

  await t.test('undone at once', async () => {
    await anna.record.choose(anna.record.objective(2), 'Delete');
    await ben.record.showsTitles('One', 'Three');
    await anna.record.toast('The objective is deleted.').waitFor();
    await anna.record.undoFromToast();
    await ben.record.showsTitles('One', 'Two', 'Three');
  });

  await t.test('deleted by one while the other writes in it', async () => {
    await ben.record.put(ben.record.title(2));
    await anna.record
      .objective(2)
      .getByRole('button', { name: /^More about objective/ })
      .click();
    await Promise.all([
      ben.record.type(' with Ben’s words'),
      anna.record.objective(2).getByRole('button', { name: 'Delete' }).click()
    ]);
    await ben.record.showsTitles('One', 'Three');
    await ben.record.toast('Somebody deleted the objective you were in.').waitFor();
    await anna.record.undoFromToast();
    await anna.record.objectiveNamed('Two').waitFor();
    await Promise.all([anna.record.isSaved(), ben.record.isSaved()]);
    await eventually(async () => {
      const titles = await anna.record.titles();
      assert.deepEqual(await ben.record.titles(), titles);
      assert.match(titles[1], /^Two/);
    });
  });

  await t.test('deleted by one while the other was away and wrote in it', async () => {
    ben.expectsNetworkErrors();
    const title = ben.record.objectiveNamed('Three').getByRole('textbox').first();
    await ben.context.setOffline(true);
    await ben.record.state(/^Offline/);
    await ben.record.put(title);
    await ben.record.type(' written far away');
    await anna.record.choose(anna.record.objectiveNamed('Three'), 'Delete');
    await anna.record.isSaved();
    await ben.context.setOffline(false);
    await ben.record.isSaved();
    await title.waitFor({ state: 'detached' });
    await anna.record.undoFromToast();
    for (const { record } of [anna, ben])
      await record.objectiveNamed('Three written far away').waitFor();
    await resource(anna.api, id, (okrSet) =>
      assert.equal(objectivesOf(okrSet)[2].title, 'Three written far away')
    );
  });

  await t.test('found again later under recently deleted', async () => {
    await anna.record.choose(anna.record.objectiveNamed('One'), 'Delete');
    await ben.page.getByRole('button', { name: /^Recently deleted/ }).click();
    const drawer = ben.page.getByRole('dialog', { name: 'Recently deleted' });
    await drawer
      .getByRole('listitem')
      .filter({ hasText: 'One' })
      .getByRole('button', { name: 'Restore' })
      .click();
    await anna.record.objectiveNamed('One').waitFor();
  });
});

test('undo takes back my own edits only', async (t) => {
  const { anna, ben } = await together(t);
  await anna.record.write('Anna wrote this');
  await reads(ben.record.title(1), 'Anna wrote this');
  await ben.record.put(ben.record.title(1));
  await ben.record.type(' and Ben that');
  await reads(anna.record.title(1), 'Anna wrote this and Ben that');

  await t.test('words', async () => {
    await anna.page.keyboard.press('Control+z');
    await reads(anna.record.title(1), ' and Ben that');
    await reads(ben.record.title(1), ' and Ben that');
    await anna.page.keyboard.press('Control+Shift+Z');
    await reads(ben.record.title(1), 'Anna wrote this and Ben that');
    await ben.page.keyboard.press('Control+z');
    await reads(anna.record.title(1), 'Anna wrote this');
  });

  await t.test(
    'an objective that I added, not the words that the other one wrote in it',
    async () => {
      await anna.record.write('');
      await ben.record.put(ben.record.title(2));
      await ben.record.type('Ben writes here');
      await reads(anna.record.title(2), 'Ben writes here');
      await anna.page.keyboard.press('Control+z');
      await anna.record.showsTitles('Anna wrote this');
      await anna.page.keyboard.press('Escape');
      await anna.page.keyboard.press('Control+Shift+Z');
      await anna.record.showsTitles('Anna wrote this', 'Ben writes here');
    }
  );

  await t.test('outside of a field too', async () => {
    await anna.record.objective(1).getByLabel('Ambition').selectOption('Committed');
    await anna.record.objective(1).getByLabel('Ambition').press('Escape');
    await anna.record.objective(1).focus();
    await anna.page.keyboard.press('Control+z');
    await eventually(async () =>
      assert.equal(await ben.record.objective(1).getByLabel('Ambition').inputValue(), '')
    );
  });
});
