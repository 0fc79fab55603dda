import type { Editing, Invitation, Role } from '../api/types';

/** What the pages about the workspace say. */
export const words = {
  roles: { admin: 'Admin', member: 'Member', viewer: 'Viewer' } satisfies Record<Role, string>,
  roleMeanings: {
    admin: 'Writes, invites, and looks after the workspace.',
    member: 'Writes OKRs, teams and cycles.',
    viewer: 'Sees everything live, changes nothing.'
  } satisfies Record<Role, string>,
  editing: {
    workspace: 'Everybody in the workspace writes',
    members: 'Only people of the team write'
  } satisfies Record<Editing, string>,
  teams: (names: readonly string[]) =>
    names.length > 4
      ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
      : names.join(', '),
  people: (count: number) => (count === 1 ? '1 person' : `${count} people`),
  invitation: (invitation: Invitation, now: Date) => {
    if (invitation.acceptedAt) return 'used';
    if (invitation.revokedAt) return 'revoked';
    return new Date(invitation.expiresAt) < now ? 'expired' : 'open';
  }
};

export const roleOptions = (['member', 'viewer', 'admin'] as const).map((value) => ({
  value,
  label: words.roles[value]
}));

export const expiryOptions = [
  { value: '24', label: '1 day' },
  { value: '168', label: '7 days' },
  { value: '720', label: '30 days' }
];
