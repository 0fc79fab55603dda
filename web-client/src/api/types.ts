import type { components } from './contract';

type Schemas = components['schemas'];

export type Installation = Schemas['Installation'];
export type Role = Schemas['Role'];
export type Member = Schemas['Member'];
export type Workspace = Schemas['Workspace'];
export type WorkspaceChoice = Schemas['WorkspaceChoice'];
export type Me = Schemas['Me'];
export type SignInRecord = Schemas['SignInRecord'];
export type Invitation = Schemas['Invitation'];
export type InvitationCreated = Schemas['InvitationCreated'];
export type InvitationPreview = Schemas['InvitationPreview'];
export type ResetLink = Schemas['ResetLink'];
export type Team = Schemas['Team'];
export type Editing = Schemas['Editing'];
export type Cycle = Schemas['Cycle'];
export type OkrSet = Schemas['OkrSet'];
export type OkrSetSummary = Schemas['OkrSetSummary'];
export type Hint = Schemas['Hint'];
export type Progress = Schemas['Progress'];
