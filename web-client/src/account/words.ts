import type { Theme } from '../ui/theme.svelte';

/** What the account page says. */
export const words = {
  zoneHint: 'Others see what time it is for you.',
  themes: {
    system: 'As my device',
    light: 'Light',
    dark: 'Dark',
    contrast: 'High contrast'
  } satisfies Record<Theme, string>
};

/** What a browser calls itself, in short: Firefox on Linux. */
export function browserWords(userAgent: string | undefined): string {
  if (!userAgent) return 'A program';
  const browser = [
    ['Edg/', 'Edge'],
    ['OPR/', 'Opera'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari']
  ].find(([mark]) => userAgent.includes(mark!))?.[1];
  const system = [
    ['Android', 'Android'],
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Windows', 'Windows'],
    ['Mac OS', 'macOS'],
    ['Linux', 'Linux']
  ].find(([mark]) => userAgent.includes(mark!))?.[1];
  if (!browser) return userAgent.slice(0, 40);
  return system ? `${browser} on ${system}` : browser;
}
