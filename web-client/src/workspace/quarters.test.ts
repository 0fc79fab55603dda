import { describe, expect, it } from 'vitest';
import { quarterOf, quarterToPlan } from './quarters';

describe('quarterOf', () => {
  it('knows the quarter of a date, and those after it', () => {
    expect(quarterOf('2026-12-31')).toEqual({
      name: 'Q4 2026',
      start: '2026-10-01',
      end: '2026-12-31'
    });
    expect(quarterOf('2026-12-31', 1)).toEqual({
      name: 'Q1 2027',
      start: '2027-01-01',
      end: '2027-03-31'
    });
    expect(quarterOf('2027-01-01').name).toBe('Q1 2027');
  });
});

describe('quarterToPlan', () => {
  it('is this quarter in its first half and the next one after that', () => {
    expect(quarterToPlan('2026-10-02').name).toBe('Q4 2026');
    expect(quarterToPlan('2026-11-22').name).toBe('Q1 2027');
  });
});
