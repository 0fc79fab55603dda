const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const timeDigits = 9;
const randomLetters = 12;

/** A new id of letters and digits: the time first, so that ids sort by age, then chance (71 bits). */
export function randomId(): string {
  const time = Date.now().toString(36).padStart(timeDigits, '0');
  const bytes = crypto.getRandomValues(new Uint8Array(randomLetters));
  return time + Array.from(bytes, (byte) => letters[byte % letters.length]).join('');
}
