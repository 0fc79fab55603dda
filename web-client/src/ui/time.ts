/** Dates and hours in words. Zones are IANA names; dates without a time are `YYYY-MM-DD`. */

const day = 86_400_000;

/** The zone of this device. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** All zones this browser knows, UTC included. */
export function allZones(): readonly string[] {
  const zones =
    typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return zones.includes('UTC') ? zones : [...zones, 'UTC'];
}

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}

/** The place in a zone's name: `America/New_York` is New York. */
export function zonePlace(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** The hour in a zone, such as 14:05. */
export function hourIn(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(isZone(zone) ? { timeZone: zone } : {})
  }).format(at);
}

/** A calendar date in words, such as 1 Oct 2026; the year is left out when it is this one. */
export function dateWords(date: string, today = new Date()): string {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return date;
  const sameYear = at.getUTCFullYear() === today.getFullYear();
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC'
  }).format(at);
}

/** From one date to another: 1 Oct – 31 Dec 2026. */
export function datesWords(start: string, end: string): string {
  const year = (date: string) => date.slice(0, 4);
  const long = (date: string) => dateWords(date, new Date(0));
  return `${year(start) === year(end) ? long(start).replace(/ \d{4}$/, '') : long(start)} – ${long(end)}`;
}

/** An instant as one reads it: relative under a day, else day and hour. */
export function momentWords(instant: string, now = new Date()): string {
  const at = new Date(instant);
  const past = now.getTime() - at.getTime();
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (Math.abs(past) < 60_000) return 'just now';
  if (Math.abs(past) < 3_600_000) return relative.format(-Math.round(past / 60_000), 'minute');
  if (Math.abs(past) < day) return relative.format(-Math.round(past / 3_600_000), 'hour');
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit'
  }).format(at);
}

/** An instant ahead, as "until" wants it: Mon 23 Nov, 12:14. */
export function untilWords(instant: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit'
  }).format(new Date(instant));
}

/** Today's date in a zone. */
export function todayIn(zone: string, now = new Date()): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: zone
  });
  return parts.format(now);
}

/** Days from one date to another; negative when it is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day);
}
