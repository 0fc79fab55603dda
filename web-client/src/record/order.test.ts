import { describe, expect, it } from 'vitest';
import { byOrder, ordersToPlace, type Placed } from './order';

/** The ids in order after the new orders were written. */
function afterwards(items: readonly Placed[], orders: ReadonlyMap<string, string>): string[] {
  const known = new Map(items.map((item) => [item.id, item.order]));
  for (const [id, order] of orders) known.set(id, order);
  return [...known]
    .map(([id, order]) => ({ id, order }))
    .sort(byOrder)
    .map((item) => item.id);
}

const list: Placed[] = [
  { id: 'a', order: 'a0' },
  { id: 'b', order: 'a1' },
  { id: 'c', order: 'a2' }
];

describe('byOrder', () => {
  it('breaks ties by id and puts what has no order last', () => {
    const items = [
      { id: 'z', order: undefined },
      { id: 'y', order: 'a1' },
      { id: 'x', order: 'a1' },
      { id: 'w', order: 'Zz' }
    ];
    expect(items.sort(byOrder).map((item) => item.id)).toEqual(['w', 'x', 'y', 'z']);
  });
});

describe('ordersToPlace', () => {
  it('writes one order for each place in the list', () => {
    for (const to of [0, 1, 2]) {
      const orders = ordersToPlace(list, 'b', to);
      expect(orders.size).toBe(1);
      expect(afterwards(list, orders).indexOf('b')).toBe(to);
    }
  });

  it('places what is not in the list yet', () => {
    expect(afterwards(list, ordersToPlace(list, 'n', 3))).toEqual(['a', 'b', 'c', 'n']);
    expect(afterwards([], ordersToPlace([], 'n', 0))).toEqual(['n']);
  });

  it('writes all orders anew when two are equal', () => {
    const tied = [list[0]!, { id: 'b', order: 'a1' }, { id: 'c', order: 'a1' }];
    expect(afterwards(tied, ordersToPlace(tied, 'a', 1))).toEqual(['b', 'a', 'c']);
  });

  it('writes all orders anew when one is missing or malformed', () => {
    const odd = [
      { id: 'a', order: 'a0' },
      { id: 'b', order: 'not an order!' },
      { id: 'c', order: undefined }
    ];
    expect(afterwards(odd, ordersToPlace(odd, 'a', 2))).toEqual(['b', 'c', 'a']);
  });
});
