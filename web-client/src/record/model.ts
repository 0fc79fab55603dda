import * as Y from 'yjs';
import { isDecimal } from './decimal';
import { byOrder, type Placed } from './order';

/** How the document of an OKR record reads. Layout and values are those of docs/protocol.md; a field of the wrong type is absent. */

export const metrics = [
  'number',
  'percentage',
  'currency',
  'boolean',
  'zones',
  'milestone'
] as const;
export const directions = [
  'increase',
  'decrease',
  'maintain-above',
  'maintain-below',
  'maintain-within'
] as const;
export const ambitions = ['committed', 'aspirational', 'learning'] as const;
export const servings = ['customer', 'revenue', 'operations', 'people'] as const;
export const zoneNames = ['commit', 'target', 'stretch'] as const;

export type Metric = (typeof metrics)[number];
export type Direction = (typeof directions)[number];
export type Ambition = (typeof ambitions)[number];
export type Serving = (typeof servings)[number];
export type Zones = Readonly<Partial<Record<(typeof zoneNames)[number], string>>>;

/** The ids that lead to an objective, or to a key result in it. */
export interface Place {
  readonly objectiveId: string;
  readonly keyResultId?: string;
}

interface Item extends Placed {
  readonly map: Y.Map<unknown>;
  readonly title: Y.Text | null;
  readonly ownerId: string | undefined;
  readonly backupOwnerId: string | undefined;
  /** When it was removed; undefined while it stands. */
  readonly removed: string | undefined;
}

export interface KeyResult extends Item {
  readonly place: Required<Place>;
  readonly metric: Metric | undefined;
  readonly direction: Direction | undefined;
  readonly unit: string | undefined;
  readonly start: string | undefined;
  readonly target: string | undefined;
  readonly low: string | undefined;
  readonly high: string | undefined;
  readonly tolerance: string | undefined;
  readonly zones: Zones;
  readonly due: string | undefined;
  readonly milestones: number;
}

export interface Objective extends Item {
  readonly place: Place;
  readonly why: Y.Text | null;
  readonly ambition: Ambition | undefined;
  readonly serves: Serving | undefined;
  /** Those that stand, in order. */
  readonly keyResults: readonly KeyResult[];
  readonly removedKeyResults: readonly KeyResult[];
}

const date = /^\d{4}-\d{2}-\d{2}$/;

export function readObjective(id: string, map: Y.Map<unknown>): Objective {
  const inner = map.get('keyResults');
  const all = inner instanceof Y.Map ? readKeyResults(id, inner as Y.Map<unknown>) : [];
  return {
    ...readItem(id, map),
    place: { objectiveId: id },
    why: textIn(map, 'why'),
    ambition: oneOf(ambitions, map.get('ambition')),
    serves: oneOf(servings, map.get('serves')),
    keyResults: all.filter((keyResult) => keyResult.removed === undefined),
    removedKeyResults: all.filter((keyResult) => keyResult.removed !== undefined)
  };
}

/** The words of a title on one line. */
export function titleWords(item: { readonly title: Y.Text | null }): string {
  return (item.title?.toString() ?? '').replace(/\s+/g, ' ').trim();
}

/** The name of a field among all fields of the record, as presence and hints use it. */
export function fieldKey(place: Place, field: string): string {
  const { objectiveId, keyResultId } = place;
  return keyResultId === undefined
    ? `objectives/${objectiveId}/${field}`
    : `objectives/${objectiveId}/keyResults/${keyResultId}/${field}`;
}

function readKeyResults(objectiveId: string, maps: Y.Map<unknown>): KeyResult[] {
  return [...maps]
    .filter((entry): entry is [string, Y.Map<unknown>] => entry[1] instanceof Y.Map)
    .map(([id, map]) => readKeyResult(objectiveId, id, map))
    .sort(byOrder);
}

function readKeyResult(objectiveId: string, id: string, map: Y.Map<unknown>): KeyResult {
  const due = map.get('due');
  const milestones = map.get('milestones');
  return {
    ...readItem(id, map),
    place: { objectiveId, keyResultId: id },
    metric: oneOf(metrics, map.get('metric')),
    direction: oneOf(directions, map.get('direction')),
    unit: stringIn(map, 'unit'),
    start: decimalIn(map, 'start'),
    target: decimalIn(map, 'target'),
    low: decimalIn(map, 'low'),
    high: decimalIn(map, 'high'),
    tolerance: decimalIn(map, 'tolerance'),
    zones: zonesIn(map),
    due: typeof due === 'string' && date.test(due) ? due : undefined,
    milestones: milestones instanceof Y.Map ? milestones.size : 0
  };
}

function readItem(id: string, map: Y.Map<unknown>): Item {
  return {
    id,
    map,
    title: textIn(map, 'title'),
    order: stringIn(map, 'order'),
    ownerId: stringIn(map, 'ownerId'),
    backupOwnerId: stringIn(map, 'backupOwnerId'),
    removed: stringIn(map, 'removed')
  };
}

function textIn(map: Y.Map<unknown>, key: string): Y.Text | null {
  const value = map.get(key);
  return value instanceof Y.Text ? value : null;
}

function stringIn(map: Y.Map<unknown>, key: string): string | undefined {
  const value = map.get(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function decimalIn(map: Y.Map<unknown>, key: string): string | undefined {
  const value = map.get(key);
  return isDecimal(value) ? value : undefined;
}

function zonesIn(map: Y.Map<unknown>): Zones {
  const value = map.get('zones');
  if (typeof value !== 'object' || value === null || value instanceof Y.AbstractType) return {};
  const known = Object.entries(value).filter(
    ([name, zone]) => oneOf(zoneNames, name) && isDecimal(zone)
  );
  return Object.fromEntries(known) as Zones;
}

function oneOf<T extends string>(all: readonly T[], value: unknown): T | undefined {
  return all.find((one) => one === value);
}
