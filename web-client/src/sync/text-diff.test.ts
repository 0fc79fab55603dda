import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { editText, textChange } from './text-diff';

const applied = (before: string, after: string) => {
  const change = textChange(before, after);
  return change
    ? before.slice(0, change.from) + change.inserted + before.slice(change.from + change.removed)
    : before;
};

describe('textChange', () => {
  it('says nothing about equal texts', () => {
    expect(textChange('same', 'same')).toBeNull();
  });

  it('finds the smallest single replacement', () => {
    expect(textChange('abcd', 'abXcd')).toEqual({ from: 2, removed: 0, inserted: 'X' });
    expect(textChange('aaaa', 'aaa')).toEqual({ from: 3, removed: 1, inserted: '' });
  });

  it('turns any text into any other', () => {
    const texts = ['', 'a', 'ab', 'ba', 'aba', 'abab', '😀', '😁', 'a😀b', 'a😁b', '😀😁', '😁😀'];
    for (const before of texts)
      for (const after of texts) expect(applied(before, after)).toBe(after);
  });

  it('never splits a surrogate pair', () => {
    expect(textChange('😀', '😁')).toEqual({ from: 0, removed: 2, inserted: '😁' });
    expect(textChange('\u{1F600}', '\u{1FA00}')).toEqual({
      from: 0,
      removed: 2,
      inserted: '\u{1FA00}'
    });
    expect(textChange('\u{1F600}', '\u{10600}')).toEqual({
      from: 0,
      removed: 2,
      inserted: '\u{10600}'
    });
  });
});

describe('editText', () => {
  it('leaves what both texts share untouched', () => {
    const doc = new Y.Doc();
    const text = doc.getText('t');
    text.insert(0, 'Customers trust numbers');
    const anchor = Y.createRelativePositionFromTypeIndex(text, 22);
    editText(text, 'Customers trust the numbers');
    expect(text.toString()).toBe('Customers trust the numbers');
    expect(Y.createAbsolutePositionFromRelativePosition(anchor, doc)?.index).toBe(26);
  });
});
