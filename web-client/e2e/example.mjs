// A record as a team would have it: three objectives, nine key results, two people in it.
import assert from 'node:assert/strict';
import { hire } from './people.mjs';
import { join, newRecord, objectivesOf, reads } from './record.mjs';
import { eventually } from './waiting.mjs';
import { theFounder } from './world.mjs';

const objectives = [
  {
    title: 'Customers trust the numbers they see',
    why: 'Every wrong invoice costs us an hour of support and a little goodwill.',
    ambition: 'committed',
    serves: 'customer',
    keyResults: [
      {
        title: 'Wrong invoices a month from 120 to 20',
        direction: 'decrease',
        unit: 'invoices',
        start: '120',
        target: '20'
      },
      {
        title: 'Invoices paid on time from 71 % to 90 %',
        metric: 'percentage',
        start: '71',
        target: '90'
      },
      {
        title: 'Answer to a billing question within 4 hours, not 19',
        direction: 'decrease',
        unit: 'hours',
        start: '19',
        target: '4'
      }
    ]
  },
  {
    title: 'New teams feel at home in their first week',
    why: 'Two of five teams that try us never invite a second person.',
    ambition: 'aspirational',
    serves: 'revenue',
    keyResults: [
      {
        title: 'Teams that invite a colleague on day one from 38 % to 60 %',
        metric: 'percentage',
        start: '38',
        target: '60'
      },
      {
        title: 'Minutes until the first shared sheet from 26 to 5',
        direction: 'decrease',
        unit: 'minutes',
        start: '26',
        target: '5'
      },
      {
        title: 'Trials that become customers from 410 to 600 a month',
        unit: 'teams',
        start: '410',
        target: '600'
      }
    ]
  },
  {
    title: 'We sleep well while the service runs',
    why: '',
    ambition: 'learning',
    serves: 'operations',
    keyResults: [
      {
        title: 'Night calls a month from 9 to at most 2',
        direction: 'decrease',
        unit: 'calls',
        start: '9',
        target: '2'
      },
      {
        title: 'Availability stays above 99.95 %',
        metric: 'percentage',
        direction: 'maintain-above',
        low: '99.95'
      },
      {
        title: 'Restores from backup rehearsed, from 0 to 6',
        unit: 'rehearsals',
        start: '0',
        target: '6'
      }
    ]
  }
];

/** Makes the record of the team Atlas; Anna and Ben have it open, Ben's cursor is in the first title. */
export async function example(t) {
  const { id, teamId } = await newRecord();
  const founder = await theFounder();
  const lastDay = Object.values((await founder.get('/cycles')).cycles)[0].end;
  await founder.patch(`/teams/${teamId}`, { name: 'Atlas' });
  const [annasApi, bensApi] = await Promise.all([
    hire('Anna Berg', { timeZone: 'Europe/Berlin', teamId }),
    hire('Ben Carter', { timeZone: 'America/New_York', teamId })
  ]);
  const anna = await join(t, annasApi, id);
  await write(anna, id, [annasApi.member.id, bensApi.member.id], lastDay);
  const ben = await join(t, bensApi, id);
  await ben.record.put(ben.record.title(1), 15);
  await ben.page.keyboard.press('Shift+Control+ArrowRight');
  await anna.record.title(1).locator('.remote-caret').waitFor({ state: 'attached' });
  return { anna, ben, id };
}

/** The titles are typed; the plain fields come through the API, and appear while the page is open. */
async function write({ record, api }, id, owners, due) {
  for (const [at, { title, keyResults }] of objectives.entries()) {
    await record.write(title);
    for (const keyResult of keyResults) await record.writeKeyResult(at + 1, keyResult.title);
  }
  await record.isSaved();
  const stored = await eventually(async () => {
    const read = objectivesOf(await api.get(`/okr-sets/${id}`));
    assert.deepEqual(titlesOf(read), titlesOf(objectives));
    return read;
  });
  await fillIn(api, id, stored, owners, due);
  await reads(record.why(1), objectives[0].why);
}

const titlesOf = (all) =>
  all.map(({ title, keyResults }) => [
    title,
    Object.values(keyResults)
      .map((keyResult) => keyResult.title)
      .sort()
  ]);

async function fillIn(api, id, stored, [owner, other], due) {
  for (const [at, objective] of stored.entries()) {
    const { why, ambition, serves, keyResults } = objectives[at];
    const path = `/okr-sets/${id}/objectives/${objective.id}`;
    const owners = { ownerId: at === 1 ? other : owner, backupOwnerId: at === 1 ? owner : other };
    await api.patch(path, { why, ambition, serves, ...owners });
    for (const keyResult of Object.values(objective.keyResults)) {
      const number = keyResults.findIndex((one) => one.title === keyResult.title);
      const { title: _, ...fields } = keyResults[number];
      const ownerId = number % 2 ? other : owner;
      await api.patch(`${path}/key-results/${keyResult.id}`, { ...fields, ownerId, due });
    }
  }
}
