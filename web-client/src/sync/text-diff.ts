import type * as Y from 'yjs';

/** One replacement that turns `before` into `after`: at `from`, `removed` UTF-16 units make way for `inserted`. */
export interface TextChange {
  readonly from: number;
  readonly removed: number;
  readonly inserted: string;
}

/** The smallest single replacement between two texts; null when they are equal. Never splits a surrogate pair. */
export function textChange(before: string, after: string): TextChange | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start > 0 && isHighSurrogate(before, start - 1)) start--;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end])
    end++;
  if (end > 0 && isLowSurrogate(before, before.length - end)) end--;
  return {
    from: start,
    removed: before.length - end - start,
    inserted: after.slice(start, after.length - end)
  };
}

/** Edits a shared text until it reads `wanted`, leaving what they have in common untouched. */
export function editText(text: Y.Text, wanted: string): void {
  const change = textChange(text.toString(), wanted);
  if (!change) return;
  if (change.removed > 0) text.delete(change.from, change.removed);
  if (change.inserted !== '') text.insert(change.from, change.inserted);
}

function isHighSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800;
}

function isLowSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}
