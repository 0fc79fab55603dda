import { Problem } from '../api/problem';
import { toasts } from '../ui/toasts.svelte';

/** Runs an action of a button that has no form: says at the foot of the page when it was refused. */
export async function attempt(action: () => Promise<void>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    toasts.warn(Object.values(problem.fields)[0] ?? problem.message);
    return false;
  }
}
