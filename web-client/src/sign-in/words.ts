import type { Role } from '../api/types';

/** What the pages around signing in say. */
export const words = {
  roles: {
    admin: 'an admin',
    member: 'a member',
    viewer: 'a viewer, who sees everything and changes nothing'
  } satisfies Record<Role, string>,
  passwordHint: 'At least 10 characters. A few words in a row are easy to keep in mind.',
  tooShort: 'Please use at least 10 characters.',
  notSame: 'The two passwords differ.',
  wrongLink:
    'This link does not work any more. It may have been used, revoked, or run out of time. Ask for a new one.'
};

export const shortestPassword = 10;
