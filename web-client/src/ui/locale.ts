/** The language of this browser, for numbers; English where the browser names none that exists. */
export const ownLocale: string =
  [...navigator.languages, navigator.language].find(isLocale) ?? 'en';

function isLocale(name: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(name).length > 0;
  } catch {
    return false;
  }
}
