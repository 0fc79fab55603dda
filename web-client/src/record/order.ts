import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** Something with a place in a list. `order` is a fractional index; whoever wrote it may have got it wrong. */
export interface Placed {
  readonly id: string;
  readonly order: string | undefined;
}

/** The order of a list: by fractional index, ties by id, what has none comes last. */
export function byOrder(one: Placed, other: Placed): number {
  if (one.order !== other.order) {
    if (one.order === undefined) return 1;
    if (other.order === undefined) return -1;
    return one.order < other.order ? -1 : 1;
  }
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

/**
 * The orders to write so that `id` stands at index `to` of the sorted list, whether it is in it already
 * or not. Usually one; all of them when the neighbours leave no room (equal or malformed orders).
 */
export function ordersToPlace(
  sorted: readonly Placed[],
  id: string,
  to: number
): ReadonlyMap<string, string> {
  const others = sorted.filter((item) => item.id !== id);
  const at = Math.max(0, Math.min(to, others.length));
  const before = at === 0 ? null : others[at - 1]!.order;
  const after = at === others.length ? null : others[at]!.order;
  if (before !== undefined && after !== undefined) {
    try {
      return new Map([[id, generateKeyBetween(before, after)]]);
    } catch {
      // No room, or not made by this algorithm: all get new ones.
    }
  }
  const ids = [
    ...others.slice(0, at).map((item) => item.id),
    id,
    ...others.slice(at).map((item) => item.id)
  ];
  const orders = generateNKeysBetween(null, null, ids.length);
  return new Map(ids.map((one, index) => [one, orders[index]!]));
}
