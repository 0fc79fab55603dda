// The server's API, for what a test needs but does not test.

/** Calls the API as one member. */
export class Api {
  #base;
  #token = '';
  member = null;
  workspace = null;

  constructor(url) {
    this.#base = `${url}/api/v1`;
  }

  /** Takes the sign-in that a set-up, sign-in or acceptance answers. */
  async enter(path, body) {
    const { accessToken, member, workspace } = await this.post(path, body);
    this.#token = accessToken;
    this.member = member;
    this.workspace = workspace;
  }

  get(path) {
    return this.#call('GET', path);
  }

  post(path, body) {
    return this.#call('POST', path, body);
  }

  patch(path, body) {
    return this.#call('PATCH', path, body, 'application/merge-patch+json');
  }

  put(path) {
    return this.#call('PUT', path);
  }

  /** Like the others, but answers the status of whatever comes back. */
  async statusOf(method, path) {
    return (await this.#send(method, path)).status;
  }

  async #call(method, path, body, type = 'application/json') {
    const answer = await this.#send(method, path, body, type);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  #send(method, path, body, type) {
    const headers = {};
    if (this.#token) headers.Authorization = `Bearer ${this.#token}`;
    if (body !== undefined) headers['Content-Type'] = type;
    return fetch(this.#base + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
  }
}
