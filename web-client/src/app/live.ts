import { getFresh } from '../api/http';
import { Problem } from '../api/problem';
import type { Resource } from '../api/resources';
import { Live, type Reader } from '../sync/live';
import { Watched } from '../ui/watched.svelte';
import { session } from './session.svelte';

const { protocol, host } = location;

const read: Reader = async (path, version) => {
  try {
    const answer = await getFresh<unknown>(path, version);
    return answer.changed
      ? { kind: 'value', value: answer.value, version: answer.etag }
      : { kind: 'same' };
  } catch (problem) {
    if (problem instanceof Problem && (problem.status === 403 || problem.status === 404))
      return { kind: 'gone', reason: problem.code };
    throw problem;
  }
};

/** The page's one way to `/live`, tied to the sign-in and to the network of this device. */
export const live = new Live({
  url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/live`,
  read,
  access: {
    token: () => session.access.token(),
    renew: async () => {
      try {
        await session.access.refresh();
        return 'renewed';
      } catch (problem) {
        return problem instanceof Problem && problem.status === 401 ? 'signed-out' : 'unreachable';
      }
    }
  }
});

/** Resources that a part of the page shows, and what it makes of them. */
export function watched<P extends object, T>(
  resources: { readonly [Name in keyof P]: Resource<P[Name]> },
  made: (parts: P) => T
): Watched<P, T> {
  return new Watched(live, resources, made);
}

let wasSignedIn = true;
session.listen((signedIn) => {
  if (!signedIn && session.status === 'signed-out') live.close();
  else if (!signedIn) live.signedOut();
  else if (wasSignedIn) live.tokenRenewed();
  else live.resume();
  wasSignedIn = signedIn;
});

addEventListener('online', () => live.wake());
addEventListener('offline', () => live.networkLost());
addEventListener('pageshow', () => live.wake());
document.addEventListener(
  'visibilitychange',
  () => document.visibilityState === 'visible' && live.wake()
);
