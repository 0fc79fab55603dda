import type { Hint } from '../api/types';
import type { SaveState } from '../sync/save-state';
import type { Ambition, Direction, Metric, Serving } from './model';

/** What the record page says. */
export const words = {
  company: 'Company',
  metrics: {
    number: 'Number',
    percentage: 'Percentage',
    currency: 'Currency',
    boolean: 'Yes or no',
    zones: 'Zones',
    milestone: 'Milestones'
  } satisfies Record<Metric, string>,
  directions: {
    increase: '↑ Increase',
    decrease: '↓ Decrease',
    'maintain-above': 'Keep above',
    'maintain-below': 'Keep below',
    'maintain-within': 'Keep within'
  } satisfies Record<Direction, string>,
  ambitions: {
    committed: 'Committed',
    aspirational: 'Aspirational',
    learning: 'Learning'
  } satisfies Record<Ambition, string>,
  servings: {
    customer: 'Serves customers',
    revenue: 'Serves revenue',
    operations: 'Serves operations',
    people: 'Serves people'
  } satisfies Record<Serving, string>,
  untitledObjective: 'Objective without a title',
  untitledKeyResult: 'Key result without a title',
  removedObjective: 'The objective is deleted.',
  removedKeyResult: 'The key result is deleted.',
  objectiveTaken: 'Somebody deleted the objective you were in.',
  keyResultTaken: 'Somebody deleted the key result you were in.',
  moved: (to: number, of: number) => `Moved to place ${to} of ${of}.`
};

/** What a wording hint advises. */
export function hintWords({ rule, words: seen }: Hint): string {
  const quoted = seen ? ` (“${seen}”)` : '';
  switch (rule) {
    case 'objective-has-number':
      return `An objective inspires; numbers${quoted} do their work in a key result.`;
    case 'key-result-without-number':
      return 'A key result can be measured. Which number tells that it has happened?';
    case 'output-wording':
      return `This reads like work to do${quoted}. What changes for somebody when it is done?`;
    case 'too-many-objectives':
      return 'More than five objectives: what matters most gets lost. Which could wait?';
    case 'too-many-key-results':
      return 'More than five key results for one objective. Which of them tell the story?';
    default:
      return rule satisfies never;
  }
}

const changes = (count: number) => (count === 1 ? '1 change' : `${count} changes`);
const kept = (count: number, durable: boolean) =>
  `${changes(count)} kept ${durable ? 'on this device' : 'in this tab only'}`;

/** The state of saving in a sentence, and in a word or two for narrow pages. */
export function saveWords(state: SaveState): { readonly long: string; readonly short: string } {
  switch (state.kind) {
    case 'opening':
      return { long: 'Connecting…', short: 'Connecting' };
    case 'saved':
      return { long: 'All changes saved', short: 'Saved' };
    case 'watching':
      return { long: 'View only, up to date', short: 'View only' };
    case 'saving':
      return { long: 'Saving…', short: 'Saving' };
    case 'offline':
      return state.changes === 0
        ? { long: 'Offline', short: 'Offline' }
        : {
            long: `Offline: ${kept(state.changes, state.durable)}`,
            short: `Offline: ${state.changes}`
          };
    case 'signed-out':
      return state.changes === 0
        ? { long: 'Signed out', short: 'Signed out' }
        : {
            long: `Signed out: ${kept(state.changes, state.durable)}`,
            short: `Signed out: ${state.changes}`
          };
    case 'forbidden':
      return { long: 'Not permitted any more', short: 'Not permitted' };
    case 'stopped':
      return { long: 'Stopped: not saving', short: 'Stopped' };
    default:
      return state satisfies never;
  }
}

/** Stands where a close code does when the server refused edit after edit. */
export const refusedTooOften = 4422;

/** Why the server ended the connection for good. */
export function stopWords(code: number): string {
  switch (code) {
    case 4400:
      return 'The server could not read what this page sent.';
    case 4401:
      return 'The server did not accept this sign-in.';
    case 4404:
      return 'This record does not exist any more.';
    case refusedTooOften:
      return 'The server refused what this page sent again and again.';
    case 1009:
    case 4413:
      return 'The record, or the last change of it, is too large for the server.';
    default:
      return `The server ended the connection (${code}).`;
  }
}

const fieldNames: Record<string, string> = {
  title: 'Title',
  why: 'Why',
  ambition: 'Ambition',
  serves: 'What it serves',
  ownerId: 'Owner',
  backupOwnerId: 'Backup owner',
  order: 'Place in the list',
  removed: 'Deletion',
  metric: 'Metric',
  direction: 'Direction',
  unit: 'Unit',
  start: 'Start',
  target: 'Target',
  low: 'Lower bound',
  high: 'Upper bound',
  tolerance: 'Tolerance',
  zones: 'Zones',
  due: 'Due date'
};

/** The name of a field of the document for people. */
export function fieldName(field: string): string {
  return fieldNames[field] ?? field;
}
