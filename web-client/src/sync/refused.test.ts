import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Edit } from './edit-ledger';
import { fieldsOf, type FieldPath } from './field-path';
import { isAsWanted, refusedFields, writeAgain } from './refused';

/** A document that records which fields each local edit touches. */
function observed() {
  const doc = new Y.Doc();
  const edits: Edit[] = [];
  doc.on(
    'update',
    (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      const id = String(edits.length);
      if (transaction.local) edits.push({ id, change: id, update, fields: fieldsOf(transaction) });
    }
  );
  return {
    doc,
    edits,
    paths: () => edits.map(({ fields }) => fields.map((path: FieldPath) => path.join('/')))
  };
}

function objective(doc: Y.Doc, id: string): Y.Map<unknown> {
  const map = new Y.Map<unknown>([
    ['title', new Y.Text('Trust')],
    ['keyResults', new Y.Map()]
  ]);
  doc.getMap('objectives').set(id, map);
  return map;
}

describe('fieldsOf', () => {
  it('names the field of a text and the key of a map', () => {
    const { doc, paths } = observed();
    const map = objective(doc, 'o1');
    (map.get('title') as Y.Text).insert(5, ' us');
    map.set('ambition', 'committed');
    expect(paths()).toEqual([
      ['objectives/o1'],
      ['objectives/o1/title'],
      ['objectives/o1/ambition']
    ]);
  });
});

describe('refusedFields', () => {
  it('tells each field once, as it reads now, and leaves out what is inside another one', () => {
    const { doc, edits } = observed();
    const map = objective(doc, 'o1');
    (map.get('title') as Y.Text).insert(5, ' us');
    expect(refusedFields(doc, edits).map(({ path }) => path.join('/'))).toEqual(['objectives/o1']);
    const onlyText = refusedFields(doc, edits.slice(1));
    expect(onlyText).toEqual([
      { path: ['objectives', 'o1', 'title'], content: { kind: 'text', text: 'Trust us' } }
    ]);
  });
});

describe('writeAgain', () => {
  it('makes a new objective anew, texts and maps included', () => {
    const { doc, edits } = observed();
    objective(doc, 'o1');
    const fresh = new Y.Doc();
    writeAgain(fresh, refusedFields(doc, edits), 'retry');
    const made = fresh.getMap('objectives').get('o1') as Y.Map<unknown>;
    expect(made.get('title')).toBeInstanceOf(Y.Text);
    expect(fresh.getMap('objectives').toJSON()).toEqual(doc.getMap('objectives').toJSON());
  });

  it('edits a text that is there instead of replacing it', () => {
    const { doc, edits } = observed();
    objective(doc, 'o1');
    const fresh = new Y.Doc();
    Y.applyUpdate(fresh, Y.encodeStateAsUpdate(doc));
    const text = () =>
      (fresh.getMap('objectives').get('o1') as Y.Map<unknown>).get('title') as Y.Text;
    const before = text();
    ((doc.getMap('objectives').get('o1') as Y.Map<unknown>).get('title') as Y.Text).insert(
      5,
      ' us'
    );
    writeAgain(fresh, refusedFields(doc, edits.slice(1)), 'retry');
    expect(text()).toBe(before);
    expect(text().toString()).toBe('Trust us');
  });

  it('never deletes what may hold words of others, and leaves out what has no place any more', () => {
    const doc = new Y.Doc();
    objective(doc, 'o1');
    writeAgain(doc, [{ path: ['objectives', 'o1'], content: { kind: 'absent' } }], 'retry');
    writeAgain(
      doc,
      [{ path: ['objectives', 'gone', 'ambition'], content: { kind: 'value', value: 'learning' } }],
      'retry'
    );
    expect(Object.keys(doc.getMap('objectives').toJSON())).toEqual(['o1']);
  });
});

describe('isAsWanted', () => {
  it('knows whether a document says it already', () => {
    const { doc, edits } = observed();
    objective(doc, 'o1');
    const [field] = refusedFields(doc, edits);
    expect(isAsWanted(doc, field!)).toBe(true);
    expect(isAsWanted(new Y.Doc(), field!)).toBe(false);
  });
});
