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
