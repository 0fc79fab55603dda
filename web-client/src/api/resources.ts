import type { components } from './contract';

type Schemas = components['schemas'];

/** A resource of the API by its path, with the type of what a GET of it answers. */
export interface Resource<T> {
  readonly path: string;
  /** Only for the compiler. */
  readonly type?: T;
}

/** What a GET of a resource answers. */
export type ValueOf<R> = R extends Resource<infer T> ? T : never;

export const me: Resource<Schemas['Me']> = { path: '/api/v1/me' };
export const members: Resource<Schemas['Members']> = { path: '/api/v1/members' };
export const invitations: Resource<Schemas['Invitations']> = { path: '/api/v1/invitations' };
export const teams: Resource<Schemas['Teams']> = { path: '/api/v1/teams' };
export const cycles: Resource<Schemas['Cycles']> = { path: '/api/v1/cycles' };
export const okrSets: Resource<Schemas['OkrSets']> = { path: '/api/v1/okr-sets' };

export const team = (id: string): Resource<Schemas['Team']> => ({ path: `/api/v1/teams/${id}` });

export const okrSet = (id: string): Resource<Schemas['OkrSet']> => ({
  path: `/api/v1/okr-sets/${id}`
});
