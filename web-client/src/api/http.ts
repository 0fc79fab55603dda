import type { Access } from './access';
import { Problem, problemOf } from './problem';

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** A read that may be unchanged since the version that is already here. */
export type Fresh<T> =
  | { readonly changed: true; readonly value: T; readonly etag: string | null }
  | { readonly changed: false };

let access: Access | null = null;

/** Names where tokens come from; called once, at start. */
export function useAccess(source: Access): void {
  access = source;
}

export async function get<T>(path: string): Promise<T> {
  return (await (await send('GET', path)).json()) as T;
}

/** Reads a resource unless it still has the version `etag`. */
export async function getFresh<T>(path: string, etag: string | null): Promise<Fresh<T>> {
  const answer = await send('GET', path, undefined, etag === null ? {} : { 'If-None-Match': etag });
  if (answer.status === 304) return { changed: false };
  return { changed: true, value: (await answer.json()) as T, etag: answer.headers.get('ETag') };
}

/** Sends a command once, however often the network makes it try. */
export async function post<T>(path: string, body?: unknown): Promise<T> {
  const answer = await send('POST', path, body, { 'Idempotency-Key': newKey() });
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** Changes a resource by an RFC 7396 merge patch. */
export async function patch<T>(path: string, body: unknown): Promise<T> {
  return (await (await send('PATCH', path, body)).json()) as T;
}

export async function put(path: string): Promise<void> {
  await send('PUT', path);
}

export async function remove(path: string): Promise<void> {
  await send('DELETE', path);
}

/** A call that needs no sign-in, such as signing in. */
export async function postOpenly<T>(path: string, body: unknown): Promise<T> {
  const answer = await request('POST', path, body, {});
  if (!answer.ok) throw await problemOf(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

export async function getOpenly<T>(path: string): Promise<T> {
  const answer = await request('GET', path, undefined, {});
  if (!answer.ok) throw await problemOf(answer);
  return (await answer.json()) as T;
}

async function send(
  method: Method,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {}
): Promise<Response> {
  if (!access) throw new Error('useAccess comes first.');
  const withToken = async (token: string) =>
    request(method, path, body, { ...headers, Authorization: `Bearer ${token}` });
  let answer = await withToken(await access.token());
  if (answer.status === 401) answer = await withToken((await access.refresh()).accessToken);
  if (answer.ok || answer.status === 304) return answer;
  throw await problemOf(answer);
}

async function request(
  method: Method,
  path: string,
  body: unknown,
  headers: Record<string, string>
): Promise<Response> {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const init: RequestInit = {
    method,
    headers: body === undefined ? headers : { ...headers, 'Content-Type': type }
  };
  if (body !== undefined) init.body = JSON.stringify(body);
  return fetch(path, init).catch(() => {
    throw Problem.unreachable();
  });
}

function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0')
  ).join('');
}
