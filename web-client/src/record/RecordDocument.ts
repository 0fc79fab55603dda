import * as Y from 'yjs';
import { randomId } from '../sync/ids';
import { fieldKey, readObjective, type Objective, type Place } from './model';
import { byOrder, ordersToPlace, type Placed } from './order';

/** Runs edits so that they count as one change of the person. */
export type OneChange = <T>(act: () => T) => T;

/** Told when the record reads differently. `fields` are those that somebody else changed just now. */
export type RecordListener = (fields: readonly string[]) => void;

/**
 * The OKR record in a Yjs document: how it reads, and what a person can do to it. Undo and redo know
 * only what this person did here; nothing is ever deleted, it is marked removed.
 */
export class RecordDocument {
  readonly undoManager: Y.UndoManager;
  readonly #doc: Y.Doc;
  readonly #objectives: Y.Map<unknown>;
  readonly #asOneChange: OneChange;
  readonly #read = new Map<string, Objective>();
  /** Origin of what can be undone; the text editors add theirs. */
  readonly #edit = { name: 'edit' };

  constructor(doc: Y.Doc, asOneChange: OneChange, listener: RecordListener) {
    this.#doc = doc;
    this.#asOneChange = asOneChange;
    this.#objectives = doc.getMap('objectives');
    this.undoManager = new Y.UndoManager(this.#objectives, {
      trackedOrigins: new Set([this.#edit])
    });
    this.#objectives.observeDeep((events, transaction) => {
      for (const event of events) this.#forget(event);
      listener(transaction.local ? [] : events.flatMap(changedFields));
    });
  }

  /** All objectives in order, removed ones included. What did not change is the same object as before. */
  get objectives(): readonly Objective[] {
    const all: Objective[] = [];
    for (const [id, map] of this.#objectives) {
      if (!(map instanceof Y.Map)) continue;
      const objective = this.#read.get(id) ?? readObjective(id, map as Y.Map<unknown>);
      this.#read.set(id, objective);
      all.push(objective);
    }
    return all.sort(byOrder);
  }

  /** Adds an empty objective after the others. Answers its place. */
  addObjective(): Place {
    const id = randomId();
    const fields = { title: new Y.Text(), why: new Y.Text(), keyResults: new Y.Map() };
    this.#add(this.#objectives, id, this.#standing(), fields);
    return { objectiveId: id };
  }

  /** Adds an empty key result after the others of its objective. Answers its place. */
  addKeyResult(objectiveId: string): Place {
    const id = randomId();
    const { map, keyResults } = this.#find(objectiveId);
    let inner = map.get('keyResults');
    if (!(inner instanceof Y.Map)) {
      inner = new Y.Map();
      map.set('keyResults', inner);
    }
    const fields = { title: new Y.Text(), metric: 'number', direction: 'increase' };
    this.#add(inner as Y.Map<unknown>, id, keyResults, fields);
    return { objectiveId, keyResultId: id };
  }

  /** Sets a plain field, or takes it away. */
  set(place: Place, field: string, value: unknown): void {
    const map = this.#mapAt(place);
    this.#apart(() => {
      if (value === undefined || value === '') map.delete(field);
      else map.set(field, value);
    });
  }

  /** Gives a field of text that has none its shared text; undo never takes it away, for others may write into it. */
  beginText(place: Place, field: string): void {
    const map = this.#mapAt(place);
    if (!(map.get(field) instanceof Y.Text)) this.#doc.transact(() => map.set(field, new Y.Text()));
  }

  remove(place: Place): void {
    this.set(place, 'removed', new Date().toISOString());
  }

  restore(place: Place): void {
    this.set(place, 'removed', undefined);
  }

  /** Puts an objective or key result at an index among those that stand. */
  move(place: Place, to: number): void {
    const { objectiveId, keyResultId } = place;
    const siblings: readonly (Placed & { map: Y.Map<unknown> })[] =
      keyResultId === undefined ? this.#standing() : this.#find(objectiveId).keyResults;
    const orders = ordersToPlace(siblings, keyResultId ?? objectiveId, to);
    this.#apart(() => {
      for (const { id, map } of siblings) {
        const order = orders.get(id);
        if (order !== undefined) map.set('order', order);
      }
    });
  }

  undo(): boolean {
    return this.undoManager.undo() !== null;
  }

  redo(): boolean {
    return this.undoManager.redo() !== null;
  }

  close(): void {
    this.undoManager.destroy();
  }

  /**
   * It is born as removed, which cannot be undone, and then brought to light, which can: so undoing an
   * addition removes it like any other, and keeps the words that somebody else has typed into it.
   */
  #add(
    into: Y.Map<unknown>,
    id: string,
    siblings: readonly Placed[],
    fields: Record<string, unknown>
  ): void {
    const orders = ordersToPlace(siblings, id, siblings.length);
    const born = new Y.Map<unknown>(
      Object.entries({ ...fields, order: orders.get(id), removed: new Date().toISOString() })
    );
    this.#asOneChange(() => {
      this.#doc.transact(() => {
        into.set(id, born);
        for (const [sibling, order] of orders) {
          const map = into.get(sibling);
          if (sibling !== id && map instanceof Y.Map) map.set('order', order);
        }
      });
      this.#apart(() => born.delete('removed'));
    });
  }

  /** One step of its own for undo, not mingled with what was typed around it. */
  #apart(act: () => void): void {
    this.undoManager.stopCapturing();
    this.#doc.transact(act, this.#edit);
    this.undoManager.stopCapturing();
  }

  #standing(): readonly Objective[] {
    return this.objectives.filter((objective) => objective.removed === undefined);
  }

  #find(id: string): Objective {
    const objective = this.objectives.find((one) => one.id === id);
    if (!objective) throw new Error(`There is no objective ${id}.`);
    return objective;
  }

  #mapAt({ objectiveId, keyResultId }: Place): Y.Map<unknown> {
    const { map } = this.#find(objectiveId);
    if (keyResultId === undefined) return map;
    const inner = map.get('keyResults');
    const found: unknown = inner instanceof Y.Map ? inner.get(keyResultId) : undefined;
    if (!(found instanceof Y.Map)) throw new Error(`There is no key result ${keyResultId}.`);
    return found as Y.Map<unknown>;
  }

  #forget(event: Y.YEvent<Y.AbstractType<unknown>>): void {
    const id = event.path[0];
    if (typeof id === 'string') this.#read.delete(id);
    else for (const key of event.changes.keys.keys()) this.#read.delete(key);
  }
}

/** The plain fields that an event changed, by their key among all fields. */
function changedFields(event: Y.YEvent<Y.AbstractType<unknown>>): string[] {
  if (!(event instanceof Y.YMapEvent)) return [];
  const [objectiveId, , keyResultId] = event.path;
  if (typeof objectiveId !== 'string') return [];
  const place = typeof keyResultId === 'string' ? { objectiveId, keyResultId } : { objectiveId };
  return [...event.keysChanged].map((key) => fieldKey(place, String(key)));
}
