import { session } from '../app/session.svelte';
import { Problem } from '../api/problem';
import { Collab } from '../sync/collab';

const { protocol, host } = location;

/** The page's one way to `/collab`, tied to the sign-in and to the network of this device. */
export const collab = new Collab(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/collab`, {
  token: () => session.access.token(),
  renew: async () => {
    try {
      await session.access.refresh();
      return 'renewed';
    } catch (problem) {
      return problem instanceof Problem && problem.status === 401 ? 'signed-out' : 'unreachable';
    }
  }
});

let wasSignedIn = true;
session.listen((signedIn) => {
  if (!signedIn) collab.signedOut();
  else if (wasSignedIn) collab.tokenRenewed();
  else collab.resume();
  wasSignedIn = signedIn;
});

addEventListener('online', () => collab.wake());
addEventListener('offline', () => collab.networkLost());
addEventListener('pageshow', () => collab.wake());
document.addEventListener(
  'visibilitychange',
  () => document.visibilityState === 'visible' && collab.wake()
);
