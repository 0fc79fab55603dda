import type { Component } from 'svelte';

interface Route {
  readonly pattern: RegExp;
  readonly title: string;
  readonly load: () => Promise<{ default: Component<{ id: string }> }>;
  /** Needs no sign-in. */
  readonly open?: boolean;
  /** Holds words that are not sent yet: it stays when the sign-in ends. */
  readonly keepsWords?: boolean;
}

type Page = Promise<{ default: Component<{ id: string }> }>;
const page = (loaded: Promise<{ default: unknown }>) => loaded as Page;

/** All pages; what a pattern captures is the page's `id`. */
export const routes: readonly Route[] = [
  { pattern: /^\/$/, title: 'Home', load: () => page(import('../home/HomePage.svelte')) },
  {
    pattern: /^\/okr-sets\/([A-Za-z0-9_-]{1,64})$/,
    title: 'OKRs',
    load: () => page(import('../record/RecordPage.svelte')),
    keepsWords: true
  },
  {
    pattern: /^\/teams$/,
    title: 'Teams',
    load: () => page(import('../workspace/TeamsPage.svelte'))
  },
  {
    pattern: /^\/teams\/([A-Za-z0-9_-]{1,64})$/,
    title: 'Team',
    load: () => page(import('../workspace/TeamPage.svelte'))
  },
  {
    pattern: /^\/cycles$/,
    title: 'Cycles',
    load: () => page(import('../workspace/CyclesPage.svelte'))
  },
  {
    pattern: /^\/people$/,
    title: 'People',
    load: () => page(import('../workspace/PeoplePage.svelte'))
  },
  {
    pattern: /^\/settings$/,
    title: 'Workspace',
    load: () => page(import('../workspace/SettingsPage.svelte'))
  },
  {
    pattern: /^\/account$/,
    title: 'My account',
    load: () => page(import('../account/AccountPage.svelte'))
  },
  {
    pattern: /^\/setup$/,
    title: 'Set up',
    load: () => page(import('../sign-in/SetupPage.svelte')),
    open: true
  },
  {
    pattern: /^\/sign-in$/,
    title: 'Sign in',
    load: () => page(import('../sign-in/SignInPage.svelte')),
    open: true
  },
  {
    pattern: /^\/join$/,
    title: 'Join',
    load: () => page(import('../sign-in/JoinPage.svelte')),
    open: true
  },
  {
    pattern: /^\/reset$/,
    title: 'New password',
    load: () => page(import('../sign-in/ResetPage.svelte')),
    open: true
  }
];

export interface Match {
  readonly route: Route;
  readonly id: string;
}

export function match(path: string): Match | null {
  const clean = path.length > 1 ? path.replace(/\/+$/, '') : path;
  for (const route of routes) {
    const found = route.pattern.exec(clean);
    if (found) return { route, id: found[1] ?? '' };
  }
  return null;
}
