// The record page as a person sees and uses it.
import assert from 'node:assert/strict';
import { hire, seat } from './people.mjs';
import { eventually } from './waiting.mjs';
import { nextNumber, theFounder } from './world.mjs';

const saved = 'All changes saved';

/** The words in an editor, without the flags of other people's cursors. */
export function wordsOf(editor) {
  return editor.evaluate((content) => {
    const copy = content.cloneNode(true);
    for (const extra of copy.querySelectorAll('.remote-caret, .cm-placeholder')) extra.remove();
    return [...copy.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n');
  });
}

export async function reads(editor, words) {
  await eventually(async () => assert.equal(await wordsOf(editor), words));
}

/** A page with an OKR record open. Numbers count from 1, as people do. */
export class RecordPage {
  constructor(page) {
    this.page = page;
  }

  /** Waits until the server's state is in sight. */
  isOpen() {
    return this.state(/^(All changes saved|View only)/);
  }

  /** Waits until the page says this about saving. */
  state(words) {
    return this.page.getByTitle(words).waitFor();
  }

  isSaved() {
    return this.state(saved);
  }

  objective(number) {
    return this.page.getByRole('listitem', { name: new RegExp(`^Objective ${number}:`) });
  }

  objectiveNamed(title) {
    return this.page.getByRole('listitem', { name: new RegExp(`^Objective \\d+: ${title}`) });
  }

  title(number) {
    return this.page.getByRole('textbox', { name: `Objective ${number}`, exact: true });
  }

  why(number) {
    return this.page.getByRole('textbox', { name: `Why objective ${number}` });
  }

  keyResult(objective, number) {
    return this.objective(objective).getByRole('listitem', {
      name: new RegExp(`^Key result ${number}:`)
    });
  }

  keyResultTitle(objective, number) {
    return this.keyResult(objective, number).getByRole('textbox', {
      name: `Key result ${number}`,
      exact: true
    });
  }

  /** The titles of the objectives that stand, in order. */
  async titles() {
    const items = this.page.getByRole('listitem', { name: /^Objective \d+:/ });
    return items.evaluateAll((all) =>
      all.map((item) => item.getAttribute('aria-label').replace(/^Objective \d+: /, ''))
    );
  }

  async showsTitles(...titles) {
    await eventually(async () => assert.deepEqual(await this.titles(), titles));
  }

  /** Adds an objective and writes its title. */
  async write(title) {
    const number = (await this.titles()).length + 1;
    await this.page.getByRole('button', { name: /^(First objective|Objective)$/ }).click();
    await this.title(number).waitFor();
    await this.isAt(this.title(number));
    await this.page.keyboard.insertText(title);
    return number;
  }

  /** Adds a key result to an objective and writes its title. */
  async writeKeyResult(objective, title) {
    const number = (await this.objective(objective).getByRole('listitem').count()) + 1;
    await this.objective(objective)
      .getByRole('button', { name: 'Key result', exact: true })
      .click();
    await this.isAt(this.keyResultTitle(objective, number));
    await this.page.keyboard.insertText(title);
    return number;
  }

  /** Puts the cursor into a text, so many letters from its beginning; at its end when it says none. */
  async put(editor, at) {
    await editor.click();
    await this.isAt(editor);
    await this.page.keyboard.press(at === undefined ? 'Control+End' : 'Control+Home');
    for (let step = 0; step < (at ?? 0); step++) await this.page.keyboard.press('ArrowRight');
  }

  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** Waits until the focus is in an element. */
  async isAt(element) {
    await eventually(async () =>
      assert.ok(await element.evaluate((one) => one.contains(document.activeElement)), 'focus')
    );
  }

  /** Chooses from the menu at the end of an objective or key result. */
  async choose(item, choice) {
    await item
      .getByRole('button', { name: /^More about/ })
      .first()
      .click();
    await item.getByRole('button', { name: choice }).click();
  }

  toast(words) {
    return this.page.getByRole('status').filter({ hasText: words }).first();
  }

  async undoFromToast() {
    await this.page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  }
}

/** Makes the record of a new team for a cycle that all tests share; answers its id and its team. */
export async function newRecord({ editing } = {}) {
  const founder = await theFounder();
  const cycles = Object.values((await founder.get('/cycles')).cycles);
  const cycle = cycles[0] ?? (await founder.post('/cycles', thisQuarter()));
  const team = await founder.post('/teams', {
    name: `Team ${nextNumber()}`,
    ...(editing ? { editing } : {})
  });
  const { id } = await founder.post('/okr-sets', { teamId: team.id, cycleId: cycle.id });
  return { id, teamId: team.id };
}

function thisQuarter() {
  const now = new Date();
  const quarter = Math.floor(now.getUTCMonth() / 3);
  const day = (month, date) =>
    new Date(Date.UTC(now.getUTCFullYear(), month, date)).toISOString().slice(0, 10);
  return {
    name: `Q${quarter + 1} ${now.getUTCFullYear()}`,
    start: day(quarter * 3, 1),
    end: day(quarter * 3 + 3, 0),
    timeZone: 'Europe/London'
  };
}

/** A member in a browser window, with the record open. */
export async function join(t, api, id, options = {}) {
  const person = await seat(t, api, { path: `/okr-sets/${id}`, ...options });
  person.record = new RecordPage(person.page);
  await person.record.isOpen();
  return person;
}

/** Two people in two time zones who have the same new record open. */
export async function together(t, { anna = {}, ben = {} } = {}) {
  const { id, teamId } = await newRecord();
  const [annasApi, bensApi] = await Promise.all([
    hire('Anna Berg', { timeZone: 'Europe/Berlin' }),
    hire('Ben Carter', { timeZone: 'America/New_York' })
  ]);
  const [first, second] = await Promise.all([
    join(t, annasApi, id, anna),
    join(t, bensApi, id, ben)
  ]);
  return { anna: first, ben: second, id, teamId };
}

/** Waits until the resource of the record is as wanted. */
export async function resource(api, id, check) {
  await eventually(async () => check(await api.get(`/okr-sets/${id}`)));
}

/** The objectives of the resource in their order. */
export function objectivesOf(okrSet) {
  return Object.values(okrSet.objectives)
    .filter((objective) => !objective.removed)
    .sort((one, other) => (one.order < other.order ? -1 : one.order > other.order ? 1 : 0));
}
