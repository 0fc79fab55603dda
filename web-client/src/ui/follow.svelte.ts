import { untrack } from 'svelte';

/**
 * Fills the fields of a form, and again whenever what they show changes, except those that are being
 * changed: somebody else's change never overwrites what is being typed. For the start of a component.
 *
 * @param source what the fields show; null while it is not known
 * @param fields the form's own `$state`
 */
export function follow<T extends object>(source: () => Readonly<T> | null, fields: T): void {
  let shown: Readonly<T> | null = null;
  $effect.pre(() => {
    const now = source();
    untrack(() => {
      if (!now) return;
      for (const name of Object.keys(now) as (keyof T)[]) {
        if (!shown || fields[name] === shown[name]) fields[name] = now[name];
      }
      shown = now;
    });
  });
}
