const shortestMs = 400;
const longestMs = 30_000;

/** Milliseconds before an attempt (0 is the first): they grow to half a minute, and each device has its own. */
export function backOff(attempt: number): number {
  const longest = Math.min(longestMs, 2 * shortestMs * 2 ** attempt);
  return longest / 2 + Math.floor((Math.random() * longest) / 2);
}
