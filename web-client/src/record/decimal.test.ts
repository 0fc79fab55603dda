import { describe, expect, it } from 'vitest';
import { formatDecimal, isDecimal, parseDecimal } from './decimal';

const value = (typed: string, locale: string) => {
  const parsed = parseDecimal(typed, locale);
  return parsed.kind === 'value' ? parsed.value : parsed.kind;
};

describe('parseDecimal', () => {
  it('refuses what is not a number', () => {
    for (const typed of ['abc', '12a', '-', '.', '1e5', '--1', '1-2', '∞']) {
      expect(value(typed, 'en'), typed).toBe('refused');
    }
  });

  it('refuses more than 38 digits', () => {
    expect(value('9'.repeat(39), 'en')).toBe('refused');
    expect(value('9'.repeat(38), 'en')).toBe('9'.repeat(38));
  });

  it('takes nothing for nothing', () => {
    expect(value('   ', 'en')).toBe('empty');
  });

  it('reads the separators of the locale', () => {
    expect(value('1,234.5', 'en')).toBe('1234.5');
    expect(value('1.234,5', 'de')).toBe('1234.5');
    expect(value('1\u202f234,5', 'fr')).toBe('1234.5');
    expect(value('12,34,567.5', 'en-IN')).toBe('1234567.5');
    expect(value('1’234.5', 'de-CH')).toBe('1234.5');
  });

  it('reads a lone mark as thousands where the locale does, else as decimals', () => {
    expect(value('1,500', 'en')).toBe('1500');
    expect(value('1.500', 'de')).toBe('1500');
    expect(value('1.500', 'en')).toBe('1.5');
    expect(value('1,5', 'en')).toBe('1.5');
    expect(value('1.5', 'de')).toBe('1.5');
  });

  it('reads several marks of one kind as thousands', () => {
    expect(value('1.234.567', 'en')).toBe('1234567');
    expect(value('1.23.4', 'en')).toBe('refused');
  });

  it('stores the shortest form', () => {
    expect(value('007', 'en')).toBe('7');
    expect(value('1.50', 'en')).toBe('1.5');
    expect(value('.5', 'en')).toBe('0.5');
    expect(value('-0', 'en')).toBe('0');
    expect(value('−12', 'en')).toBe('-12');
    expect(value('41.5 %', 'en')).toBe('41.5');
  });

  it('reads the digits of other scripts', () => {
    expect(value('١٢٣٫٥', 'ar-EG')).toBe('123.5');
  });
});

describe('formatDecimal', () => {
  it('shows every digit, whatever their number', () => {
    expect(formatDecimal('12345678901234567890.12345678901234567', 'en')).toBe(
      '12,345,678,901,234,567,890.12345678901234567'
    );
  });

  it('uses the separators of the locale', () => {
    expect(formatDecimal('-1234.5', 'de')).toBe('−1.234,5');
  });

  it('can be read back in every locale', () => {
    for (const locale of ['en', 'de', 'fr', 'de-CH', 'sv', 'ar-EG', 'pt-BR', 'en-IN']) {
      for (const decimal of ['0', '7', '-7.25', '1234', '1234567.125', '0.001']) {
        expect(value(formatDecimal(decimal, locale), locale), `${decimal} in ${locale}`).toBe(
          decimal
        );
      }
    }
  });
});

describe('isDecimal', () => {
  it('knows the stored form', () => {
    expect(['1', '-1.5', '0'].every(isDecimal)).toBe(true);
    expect(['', '1.', '.5', '1e5', '+1', 1, null].some(isDecimal)).toBe(false);
  });
});
