import { describe, expect, it } from 'vitest';
import { merged } from './merge-patch';

describe('merged', () => {
  // The examples of RFC 7396, appendix A.
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd']
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }]
  ])('makes of %j with %j %j', (target, patch, result) => {
    expect(merged(target, patch)).toEqual(result);
  });

  it('changes nothing in place and keeps what it does not touch', () => {
    const before = Object.freeze({ one: Object.freeze({ a: 1 }), other: Object.freeze({ b: 1 }) });
    const after = merged(before, { one: { a: 2 } }) as typeof before;
    expect(after).toEqual({ one: { a: 2 }, other: { b: 1 } });
    expect(after.other).toBe(before.other);
    expect(before).toEqual({ one: { a: 1 }, other: { b: 1 } });
  });

  it('takes names of the language for names like any other', () => {
    const patch: unknown = JSON.parse('{"__proto__":{"a":1},"constructor":{"b":2}}');
    const after = merged({}, patch) as object;
    expect(JSON.stringify(after)).toBe('{"__proto__":{"a":1},"constructor":{"b":2}}');
    expect(Object.getPrototypeOf(after)).toBe(Object.prototype);
  });
});
