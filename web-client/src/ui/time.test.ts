import { describe, expect, it } from 'vitest';
import {
  dateWords,
  datesWords,
  daysBetween,
  hourIn,
  isZone,
  momentWords,
  untilWords,
  todayIn,
  zonePlace
} from './time';

describe('dates', () => {
  it('are said with the year only when it is another one', () => {
    const today = new Date('2026-11-22T12:00:00Z');
    expect(dateWords('2026-12-31', today)).toBe('31 Dec');
    expect(dateWords('2027-03-31', today)).toBe('31 Mar 2027');
    expect(dateWords('soon', today)).toBe('soon');
  });

  it('name the year once when both are in it', () => {
    expect(datesWords('2027-01-01', '2027-03-31')).toBe('1 Jan – 31 Mar 2027');
    expect(datesWords('2026-10-01', '2027-03-31')).toBe('1 Oct 2026 – 31 Mar 2027');
  });

  it('are days apart, whatever the clocks do in between', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2);
  });
});

describe('zones', () => {
  it('have their own hour and their own day', () => {
    const at = new Date('2026-11-22T23:30:00Z');
    expect(hourIn('Asia/Tokyo', at)).toBe('08:30');
    expect(todayIn('Asia/Tokyo', at)).toBe('2026-11-23');
    expect(todayIn('America/New_York', at)).toBe('2026-11-22');
  });

  it('are checked by name', () => {
    expect(isZone('Europe/Berlin')).toBe(true);
    expect(isZone('Europe/Atlantis')).toBe(false);
    expect(isZone('')).toBe(false);
  });

  it('are called by their place', () => {
    expect(zonePlace('America/New_York')).toBe('New York');
  });
});

describe('untilWords', () => {
  it('says day and hour, so that "until" can stand before it', () => {
    expect(untilWords('2026-11-23T12:14:00Z')).toMatch(/^\w{3},? \d+ Nov,? (at )?\d\d:\d\d$/);
  });
});

describe('momentWords', () => {
  it('is relative under a day only', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    expect(momentWords('2026-11-22T11:59:30Z', now)).toBe('just now');
    expect(momentWords('2026-11-22T11:58:00Z', now)).toBe('2 minutes ago');
    expect(momentWords('2026-11-22T09:00:00Z', now)).toBe('3 hours ago');
    expect(momentWords('2026-11-20T09:00:00Z', now)).toMatch(/^20 Nov/);
  });
});
