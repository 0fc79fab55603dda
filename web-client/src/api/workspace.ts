import type { components } from './contract';
import { get, patch, post, remove } from './http';
import type { Invitation, InvitationCreated, Member, ResetLink, Role, Workspace } from './types';

type Schemas = components['schemas'];

export const changeWorkspace = (change: Schemas['WorkspacePatch']) =>
  patch<Workspace>('/api/v1/workspace', change);

export const createWorkspace = (name: string, timeZone: string) =>
  post<Schemas['WorkspaceCreated']>('/api/v1/workspaces', { name, timeZone });

export const listMembers = async (): Promise<Member[]> =>
  Object.values((await get<Schemas['Members']>('/api/v1/members')).members);

export const changeRole = (id: string, role: Role) =>
  patch<Member>(`/api/v1/members/${id}`, { role });

export const removeMember = (id: string) => remove(`/api/v1/members/${id}`);

export const createResetLink = (id: string) => post<ResetLink>(`/api/v1/members/${id}/reset-link`);

export const listInvitations = async (): Promise<Invitation[]> =>
  Object.values((await get<Schemas['Invitations']>('/api/v1/invitations')).invitations);

export const createInvitation = (invitation: Schemas['NewInvitation']) =>
  post<InvitationCreated>('/api/v1/invitations', invitation);

export const revokeInvitation = (id: string) => remove(`/api/v1/invitations/${id}`);
