/** The token behind `#token=` of a link. It stays behind the hash, so it is in no server's log. */
export function linkToken(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? '';
}
