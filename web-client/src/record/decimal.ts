/** Exact decimals as the document keeps them: `-?\d+(\.\d+)?`, at most 38 digits. Never a binary number. */
export type Parsed =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'refused'; readonly reason: string };

const mostDigits = 38;
const canonical = /^-?\d+(\.\d+)?$/;
const separators = /[\s\u00a0\u2009\u202f'’]/g;

export function isDecimal(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    canonical.test(value) &&
    value.replace(/[-.]/g, '').length <= mostDigits
  );
}

/** Reads what a person typed in the number format of the locale; a lone foreign separator is understood too. */
export function parseDecimal(typed: string, locale: string): Parsed {
  const text = plainDigits(typed, locale)
    .replace(separators, '')
    .replace(/[−–]/g, '-')
    .replace(/%$/, '');
  if (text === '') return { kind: 'empty' };
  const match = /^([+-]?)([\d.,]*)$/.exec(text);
  if (!match || !/\d/.test(text)) return { kind: 'refused', reason: 'This is not a number.' };
  const parts = splitNumber(match[2]!, separatorsOf(locale));
  if (!parts)
    return {
      kind: 'refused',
      reason: 'This number can be read in two ways. Leave the thousands separators out.'
    };
  const whole = parts.whole.replace(/^0+(?=\d)/, '') || '0';
  const fraction = parts.fraction.replace(/0+$/, '');
  if ((whole + fraction).length > mostDigits)
    return { kind: 'refused', reason: `At most ${mostDigits} digits.` };
  const unsigned = fraction === '' ? whole : `${whole}.${fraction}`;
  return { kind: 'value', value: match[1] === '-' && unsigned !== '0' ? `-${unsigned}` : unsigned };
}

/** A stored decimal in the number format of the locale, digit by digit. */
export function formatDecimal(value: string, locale: string): string {
  if (!isDecimal(value)) return value;
  const [whole, fraction] = value.replace('-', '').split('.');
  const { decimal } = separatorsOf(locale);
  const sign = value.startsWith('-') ? '−' : '';
  const shown = BigInt(whole!).toLocaleString(locale);
  return fraction === undefined
    ? sign + shown
    : `${sign}${shown}${decimal}${localDigits(fraction, locale)}`;
}

interface Separators {
  readonly decimal: string;
  readonly group: string;
}

function separatorsOf(locale: string): Separators {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.8);
  const find = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: find('decimal') || '.', group: find('group') };
}

/** Null when a dot or comma may mean either thousands or decimals. */
function splitNumber(
  text: string,
  { decimal, group }: Separators
): { whole: string; fraction: string } | null {
  const marks = text.replace(/\d/g, '');
  if (marks === '') return { whole: text, fraction: '' };
  const last = marks.at(-1)!;
  const at = text.lastIndexOf(last);
  const isOnly = marks.indexOf(last) === marks.length - 1;
  const grouped = grouping(last === group).test(text) && new Set(marks).size === 1;
  const isDecimalMark = isOnly && !(grouped && last === group && last !== decimal);
  if (!isDecimalMark)
    return grouped && (last === group || !isOnly)
      ? { whole: text.replace(/[.,]/g, ''), fraction: '' }
      : null;
  const whole = text.slice(0, at);
  if (/[.,]/.test(whole) && !grouping(whole.includes(group)).test(whole)) return null;
  return { whole: whole.replace(/[.,]/g, '') || '0', fraction: text.slice(at + 1) };
}

/** Thousands; by the mark of the locale also in pairs, as in 12,34,567. */
function grouping(own: boolean): RegExp {
  return own ? /^\d{1,3}([.,]\d{2,3})*[.,]\d{3}$/ : /^\d{1,3}([.,]\d{3})+$/;
}

/** Digits of the locale's own script as 0 to 9; Arabic separators as dot and comma. */
function plainDigits(text: string, locale: string): string {
  const own = [
    ...new Intl.NumberFormat(locale, { useGrouping: false }).format(9876543210)
  ].reverse();
  return text
    .replace(/\p{Nd}/gu, (digit) => (own.includes(digit) ? String(own.indexOf(digit)) : digit))
    .replaceAll('٫', ',')
    .replaceAll('٬', '');
}

function localDigits(digits: string, locale: string): string {
  const own = [
    ...new Intl.NumberFormat(locale, { useGrouping: false }).format(9876543210)
  ].reverse();
  return digits.replace(/\d/g, (digit) => own[Number(digit)] ?? digit);
}
