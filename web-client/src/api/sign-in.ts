import type { SignedIn } from './access';
import type { components } from './contract';
import { get, getOpenly, patch, post, postOpenly, remove } from './http';
import type { Installation, InvitationPreview, Me, SignInRecord } from './types';

type Schemas = components['schemas'];

export const getInstallation = () => getOpenly<Installation>('/api/v1/installation');

export const setUp = (setup: Schemas['Setup']) => postOpenly<SignedIn>('/api/v1/setup', setup);

export const signIn = (credentials: Schemas['SignIn']) =>
  postOpenly<Schemas['SignInAnswer']>('/api/v1/session', credentials);

export const signOut = () => remove('/api/v1/session');

export const switchWorkspace = (workspaceId: string) =>
  post<SignedIn>('/api/v1/session/workspace', { workspaceId });

export const previewInvitation = (token: string) =>
  postOpenly<InvitationPreview>('/api/v1/invitation-previews', { token });

export const acceptInvitation = (acceptance: Schemas['InvitationAcceptance']) =>
  postOpenly<SignedIn>('/api/v1/invitation-acceptances', acceptance);

export const resetPassword = (token: string, password: string) =>
  postOpenly<void>('/api/v1/password-reset', { token, password });

export const changeMe = (change: Schemas['MePatch']) => patch<Me>('/api/v1/me', change);

export const changePassword = (currentPassword: string, newPassword: string) =>
  post<void>('/api/v1/password', { currentPassword, newPassword });

export const listSignIns = async (): Promise<SignInRecord[]> =>
  Object.values((await get<Schemas['SignIns']>('/api/v1/sign-ins')).signIns);

export const endSignIn = (id: string) => remove(`/api/v1/sign-ins/${id}`);

export const endAllSignIns = () => remove('/api/v1/sign-ins');
