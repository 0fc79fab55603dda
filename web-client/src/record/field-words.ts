import { titleWords } from './model';
import type { RecordState } from './RecordState.svelte';
import { fieldName, words } from './words';

/** A field among all fields of the record, in words: "Target, Wrong invoices a month". */
export function fieldWords(record: RecordState, key: string): string {
  const [, objectiveId, second, keyResultId, field] = key.split('/');
  const objective = record.everything.find((one) => one.id === objectiveId);
  const all = objective ? [...objective.keyResults, ...objective.removedKeyResults] : [];
  const keyResult = second === 'keyResults' ? all.find((one) => one.id === keyResultId) : undefined;
  const name = keyResultId === undefined ? second : field;
  const untitled = keyResultId === undefined ? words.untitledObjective : words.untitledKeyResult;
  const item = keyResultId === undefined ? objective : keyResult;
  const title = (item && titleWords(item)) || untitled;
  return name === undefined ? title : `${fieldName(name)}, ${title}`;
}
