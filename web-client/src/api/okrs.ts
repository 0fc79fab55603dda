import type { components } from './contract';
import { get, getFresh, patch, post, put, remove } from './http';
import type { Cycle, Editing, OkrSet, OkrSetSummary, Team } from './types';

type Schemas = components['schemas'];

export const listTeams = async (): Promise<Team[]> =>
  Object.values((await get<Schemas['Teams']>('/api/v1/teams')).teams);

export const createTeam = (name: string, editing: Editing = 'workspace') =>
  post<Team>('/api/v1/teams', { name, editing });

export const changeTeam = (id: string, change: Schemas['TeamPatch']) =>
  patch<Team>(`/api/v1/teams/${id}`, change);

export const addTeamMember = (teamId: string, memberId: string) =>
  put(`/api/v1/teams/${teamId}/members/${memberId}`);

export const removeTeamMember = (teamId: string, memberId: string) =>
  remove(`/api/v1/teams/${teamId}/members/${memberId}`);

export const listCycles = async (): Promise<Cycle[]> =>
  Object.values((await get<Schemas['Cycles']>('/api/v1/cycles')).cycles);

export const createCycle = (cycle: Schemas['NewCycle']) => post<Cycle>('/api/v1/cycles', cycle);

export const changeCycle = (id: string, change: Schemas['CyclePatch']) =>
  patch<Cycle>(`/api/v1/cycles/${id}`, change);

export const listOkrSets = async (): Promise<OkrSetSummary[]> =>
  Object.values((await get<Schemas['OkrSets']>('/api/v1/okr-sets')).okrSets);

/** Without a team: the record of the company. */
export const createOkrSet = (cycleId: string, teamId?: string) =>
  post<OkrSetSummary>('/api/v1/okr-sets', teamId === undefined ? { cycleId } : { cycleId, teamId });

export const getOkrSet = (id: string, etag: string | null) =>
  getFresh<OkrSet>(`/api/v1/okr-sets/${id}`, etag);
