// Networks that fail, pages that are reloaded, servers that die: every word comes through, and the page tells the truth.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hire } from './people.mjs';
import { Network } from './proxy.mjs';
import { join, newRecord, objectivesOf, reads, resource, together, wordsOf } from './record.mjs';
import { eventually } from './waiting.mjs';
import { theServer } from './world.mjs';

/** Two people on a record; what the first one's browser sends goes through a network that can be cut. */
async function apart(t) {
  const network = new Network((await theServer()).port);
  const url = await network.open();
  t.after(() => network.close());
  const scene = await together(t, { anna: { url } });
  scene.anna.expectsNetworkErrors();
  return { ...scene, network };
}

const offline = (count) =>
  `Offline: ${count === 1 ? '1 change' : `${count} changes`} kept on this device`;

test('who is offline goes on writing, and is told how much only this device has', async (t) => {
  const { anna, ben, id, network } = await apart(t);
  await anna.record.write('Shared');
  await anna.record.isSaved();
  network.cut();
  await anna.record.state('Offline');

  await t.test('each change counts', async () => {
    await anna.record.objective(1).getByLabel('Ambition').selectOption('Committed');
    await anna.record.state(offline(1));
    await anna.record.put(anna.record.title(1));
    await anna.page.keyboard.insertText(', from a train');
    await anna.record.state(offline(2));
    await anna.page.keyboard.press('Control+z');
    await anna.record.state(offline(3));
    await anna.page.keyboard.press('Control+Shift+Z');
    await anna.record.state(offline(4));
    await reads(anna.record.title(1), 'Shared, from a train');
  });

  await t.test('the other one goes on too, and it all comes together', async () => {
    await reads(ben.record.title(1), 'Shared');
    await ben.record.put(ben.record.title(1), 0);
    await ben.record.type('All ');
    await ben.record.isSaved();
    network.mend();
    await anna.record.isSaved();
    for (const { record } of [anna, ben]) await reads(record.title(1), 'All Shared, from a train');
    await resource(ben.api, id, (okrSet) => {
      const [objective] = objectivesOf(okrSet);
      assert.equal(objective.title, 'All Shared, from a train');
      assert.equal(objective.ambition, 'committed');
    });
  });
});

test('words that were not sent survive a reload of the page', async (t) => {
  const { anna, ben, id, network } = await apart(t);
  await anna.record.write('Before the cut');
  await anna.record.isSaved();
  network.cutSockets();
  await anna.record.state('Offline');
  await anna.record.put(anna.record.title(1));
  await anna.page.keyboard.insertText(', and after it');
  await anna.record.state(offline(1));
  await anna.page.reload();
  await reads(anna.record.title(1), 'Before the cut, and after it');
  await anna.record.state(offline(1));
  assert.equal(await wordsOf(ben.record.title(1)), 'Before the cut');

  await t.test('and of another one, with more words', async () => {
    await anna.record.put(anna.record.title(1));
    await anna.page.keyboard.insertText('!');
    await anna.record.state(offline(2));
    await anna.page.reload();
    await anna.record.state(offline(2));
  });

  await t.test('and are saved once', async () => {
    network.mend();
    await anna.record.isSaved();
    await reads(ben.record.title(1), 'Before the cut, and after it!');
    await anna.page.reload();
    await anna.record.isOpen();
    await reads(anna.record.title(1), 'Before the cut, and after it!');
    await resource(ben.api, id, (okrSet) =>
      assert.equal(objectivesOf(okrSet)[0].title, 'Before the cut, and after it!')
    );
  });
});

test('the page says that all is saved only when it is', async (t) => {
  const { anna, id } = await together(t);
  await anna.record.write('Start');
  await anna.record.isSaved();
  await anna.record.put(anna.record.title(1));
  for (const word of [' and', ' so', ' on']) {
    await anna.record.type(word);
    const said = await anna.page.locator('[data-save]').getAttribute('title');
    if (said !== 'All changes saved') await anna.record.isSaved();
    const words = await wordsOf(anna.record.title(1));
    await resource(anna.api, id, (okrSet) => assert.equal(objectivesOf(okrSet)[0].title, words));
  }
});

test('the server is killed under two writers, and both find every word', async (t) => {
  const server = await theServer();
  const { anna, ben, id } = await together(t);
  for (const person of [anna, ben]) person.expectsNetworkErrors();
  await anna.record.write('First ');
  await ben.record.write('Second ');
  await reads(anna.record.title(2), 'Second ');
  const writing = [
    anna.record.put(anna.record.title(1)).then(() => anna.record.type('abcdefghij'.repeat(8))),
    ben.record.put(ben.record.title(2)).then(() => ben.record.type('0123456789'.repeat(8)))
  ];
  await eventually(async () => assert.match(await wordsOf(ben.record.title(1)), /abc/));
  await server.kill();
  await Promise.all(writing);
  for (const { record } of [anna, ben])
    await record.state(/^Offline: \d+ changes? kept on this device$/);
  await server.start();
  const wanted = [`First ${'abcdefghij'.repeat(8)}`, `Second ${'0123456789'.repeat(8)}`];
  for (const { record } of [anna, ben]) {
    await record.isSaved();
    for (const [at, words] of wanted.entries()) await reads(record.title(at + 1), words);
  }
  await resource(anna.api, id, (okrSet) =>
    assert.deepEqual(
      objectivesOf(okrSet).map(({ title }) => title),
      wanted
    )
  );
});

test('a laptop wakes after a night offline', async (t) => {
  const { anna, ben, network } = await apart(t);
  await anna.record.write('In the evening');
  await anna.record.isSaved();
  network.cut();
  await anna.record.state('Offline');
  await anna.record.put(anna.record.title(1));
  await anna.page.keyboard.insertText(', and at night');
  await anna.record.state(offline(1));
  await ben.record.put(ben.record.title(1), 0);
  await ben.record.type('Written: ');
  await anna.page.clock.install({ time: new Date(Date.now() + 9 * 3_600_000) });
  await anna.page.clock.fastForward(9 * 3_600_000);
  network.mend();
  await anna.page.evaluate(() => dispatchEvent(new Event('online')));
  await anna.record.isSaved();
  for (const { record } of [anna, ben])
    await reads(record.title(1), 'Written: In the evening, and at night');
});

test('a clock two hours wrong changes nothing', async (t) => {
  const { id } = await newRecord();
  const [late, early] = await Promise.all([hire('Lea Late'), hire('Emil Early')]);
  const wrong = (hours) => async (page) => {
    const time = Date.now() + hours * 3_600_000;
    await page.clock.install({ time });
  };
  const lea = await join(t, late, id, { prepare: wrong(-2) });
  const emil = await join(t, early, id, { prepare: wrong(2) });
  await lea.record.write('Two hours ago');
  await reads(emil.record.title(1), 'Two hours ago');
  await emil.record.put(emil.record.title(1));
  await emil.record.type(', in two hours');
  for (const { record } of [lea, emil]) {
    await reads(record.title(1), 'Two hours ago, in two hours');
    await record.isSaved();
  }
  await emil.record.choose(emil.record.objective(1), 'Delete');
  await lea.record.showsTitles();
  await emil.record.undoFromToast();
  await lea.record.showsTitles('Two hours ago, in two hours');
});
