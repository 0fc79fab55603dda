import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { titleWords, type Objective } from './model';
import { RecordDocument } from './RecordDocument';

/** A record on a document of its own; `meet` lets two of them exchange all they have. */
function record() {
  const doc = new Y.Doc();
  const touched: string[] = [];
  const document = new RecordDocument(
    doc,
    (act) => act(),
    (fields) => touched.push(...fields)
  );
  return { doc, document, touched };
}

function meet(one: { doc: Y.Doc }, other: { doc: Y.Doc }) {
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc, Y.encodeStateVector(other.doc)));
  Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(one.doc)));
}

const standing = (all: readonly Objective[]) => all.filter((one) => one.removed === undefined);
const type = (objective: Objective | undefined, words: string) =>
  objective!.title!.insert(0, words);

describe('RecordDocument', () => {
  it('reads a field of the wrong type as absent', () => {
    const { doc, document } = record();
    const { objectiveId } = document.addObjective();
    const map = doc.getMap('objectives').get(objectiveId) as Y.Map<unknown>;
    map.set('ambition', 'heroic');
    map.set('title', 'a plain string');
    map.set('ownerId', 7);
    doc.getMap('objectives').set('odd', 'not a map');
    const [objective, ...others] = document.objectives;
    expect(others).toEqual([]);
    expect(objective).toMatchObject({ title: null, ambition: undefined, ownerId: undefined });
  });

  it('adds at the end, and keeps the same object for what did not change', () => {
    const { document } = record();
    const first = document.addObjective();
    const before = document.objectives[0];
    document.addObjective();
    expect(document.objectives.map((one) => one.place)[0]).toEqual(first);
    expect(document.objectives[0]).toBe(before);
  });

  it('undoes an addition by marking it removed, so that words of others survive', () => {
    const mine = record();
    const other = record();
    mine.document.addObjective();
    meet(mine, other);
    type(other.document.objectives[0], 'Typed by somebody else');
    meet(mine, other);
    mine.document.undo();
    expect(standing(mine.document.objectives)).toEqual([]);
    mine.document.redo();
    expect(titleWords(standing(mine.document.objectives)[0]!)).toBe('Typed by somebody else');
  });

  it('brings back by undo what one deleted while another edited it, with all words', () => {
    const mine = record();
    const other = record();
    mine.document.addObjective();
    meet(mine, other);
    type(other.document.objectives[0], 'New words');
    mine.document.remove(mine.document.objectives[0]!.place);
    meet(mine, other);
    expect(standing(other.document.objectives)).toEqual([]);
    mine.document.undo();
    meet(mine, other);
    expect(titleWords(standing(other.document.objectives)[0]!)).toBe('New words');
  });

  it('undoes only my own edits', () => {
    const mine = record();
    const other = record();
    const place = mine.document.addObjective();
    meet(mine, other);
    mine.document.set(place, 'ambition', 'committed');
    other.document.set(place, 'serves', 'revenue');
    meet(mine, other);
    mine.document.undo();
    expect(mine.document.objectives[0]).toMatchObject({ ambition: undefined, serves: 'revenue' });
  });

  it('does not undo over what somebody else has set since', () => {
    const mine = record();
    const other = record();
    const place = mine.document.addObjective();
    mine.document.set(place, 'ambition', 'committed');
    meet(mine, other);
    other.document.set(place, 'ambition', 'learning');
    meet(mine, other);
    mine.document.undo();
    expect(mine.document.objectives[0]?.ambition).toBe('learning');
  });

  it('merges a reorder with an edit', () => {
    const mine = record();
    const other = record();
    const first = mine.document.addObjective();
    const second = mine.document.addObjective();
    meet(mine, other);
    mine.document.move(second, 0);
    type(other.document.objectives[1], 'Moved');
    meet(mine, other);
    for (const { document } of [mine, other]) {
      expect(document.objectives.map((one) => one.place)).toEqual([second, first]);
      expect(titleWords(document.objectives[0]!)).toBe('Moved');
    }
  });

  it('keeps key results in their objective and restores them', () => {
    const { document } = record();
    const { objectiveId } = document.addObjective();
    const place = document.addKeyResult(objectiveId);
    document.set(place, 'target', '20');
    document.remove(place);
    expect(document.objectives[0]?.keyResults).toEqual([]);
    document.restore(document.objectives[0]!.removedKeyResults[0]!.place);
    expect(document.objectives[0]?.keyResults[0]).toMatchObject({ target: '20', metric: 'number' });
  });

  it('tells which fields somebody else changed', () => {
    const mine = record();
    const other = record();
    const { objectiveId } = mine.document.addObjective();
    const place = mine.document.addKeyResult(objectiveId);
    meet(mine, other);
    other.touched.length = 0;
    mine.document.set(place, 'target', '20');
    meet(mine, other);
    expect(mine.touched).toEqual([]);
    expect(other.touched).toEqual([
      `objectives/${objectiveId}/keyResults/${place.keyResultId}/target`
    ]);
  });
});
