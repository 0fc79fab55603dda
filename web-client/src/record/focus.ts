import { EditorView } from '@codemirror/view';
import type { Place } from './model';

const fields = '[data-field] :is(.cm-content[contenteditable="true"], input, select)';

/** Moves the focus to the next field of the record. */
export function toNextField(from: Element): void {
  const all = [...document.querySelectorAll<HTMLElement>(fields)].filter(
    (field) => field.offsetParent !== null
  );
  const here = all.findIndex((field) => from.contains(field));
  all[here + 1]?.focus();
}

/** Leaves a field: the focus goes to its row, where single keys work again. */
export function leaveField(from: Element): void {
  from.closest<HTMLElement>('[data-row]')?.focus();
}

/** From a row into its first field. */
export function enterRow(row: Element): void {
  row.querySelector<HTMLElement>(fields)?.focus();
}

/** Gives the focus back to what lost it because its row was moved in the page; an editor keeps its cursor. */
export function giveBackFocus(to: Element | null): void {
  const lost = document.activeElement === document.body || document.activeElement === null;
  if (!lost || !(to instanceof HTMLElement) || !to.isConnected) return;
  const editor = EditorView.findFromDOM(to);
  if (editor) editor.focus();
  else to.focus({ preventScroll: true });
}

/** The objective or key result that an element of the page belongs to. */
export function placeOf(element: Element | null): Place | null {
  const objectiveId = element?.closest<HTMLElement>('[data-objective]')?.dataset.objective;
  const keyResultId = element?.closest<HTMLElement>('[data-key-result]')?.dataset.keyResult;
  if (objectiveId === undefined) return null;
  return keyResultId === undefined ? { objectiveId } : { objectiveId, keyResultId };
}
