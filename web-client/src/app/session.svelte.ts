import { Access, type SignedIn } from '../api/access';
import { useAccess } from '../api/http';
import { Problem } from '../api/problem';
import { signOut } from '../api/sign-in';
import type { Member, Role, Workspace } from '../api/types';
import { databaseName, openOutbox } from '../sync/outbox';

/**
 * unknown -> signed-in | signed-out | unreachable
 * unreachable -> signed-in | signed-out
 * signed-in -> ended (the server ended it) | signed-out (the member did)
 * ended | signed-out -> signed-in
 */
type Status = 'unknown' | 'unreachable' | 'signed-out' | 'signed-in' | 'ended';

const retryMs = 3_000;

/** Who is at this browser, in which workspace. */
class Session {
  readonly access = new Access(
    (signedIn) => this.#changed(signedIn),
    () => this.#leftElsewhere()
  );
  readonly #listeners = new Set<(signedIn: boolean) => void>();
  #status = $state.raw<Status>('unknown');
  #member = $state.raw<Member | null>(null);
  #workspace = $state.raw<Workspace | null>(null);

  constructor() {
    useAccess(this.access);
  }

  get status(): Status {
    return this.#status;
  }

  /** The signed-in member; throws where nobody can be. */
  get member(): Member {
    if (!this.#member) throw new Error('Nobody is signed in.');
    return this.#member;
  }

  get workspace(): Workspace {
    if (!this.#workspace) throw new Error('Nobody is signed in.');
    return this.#workspace;
  }

  get role(): Role {
    return this.member.role;
  }

  get isAdmin(): boolean {
    return this.#member?.role === 'admin';
  }

  /** Whether this member may change anything at all. */
  get mayWrite(): boolean {
    return this.#member !== null && this.#member.role !== 'viewer';
  }

  /** Tries the refresh cookie, again and again while the server cannot be reached. */
  async start(): Promise<void> {
    if (!this.access.mayResume) {
      this.#status = 'signed-out';
      return;
    }
    try {
      await this.access.refresh();
    } catch (problem) {
      if (problem instanceof Problem && (problem.isUnreachable || problem.status >= 500)) {
        this.#status = 'unreachable';
        setTimeout(() => void this.start(), retryMs);
      } else {
        this.#status = 'signed-out';
      }
    }
  }

  /** Is told each new token, and that the sign-in has ended, until the returned function is called. */
  listen(listener: (signedIn: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes over what the server says about me and my workspace. */
  learn(member: Member, workspace: Workspace): void {
    this.#member = member;
    this.#workspace = workspace;
  }

  /** How many changes only this device has. */
  async unsent(): Promise<number> {
    return (await openOutbox()).unsent(this.#copies);
  }

  /** Signs out of this browser and removes my local copies from it. */
  async leave(): Promise<void> {
    const copies = this.#copies;
    await signOut().catch(() => undefined);
    this.#status = 'signed-out';
    this.access.end();
    this.#member = null;
    this.#workspace = null;
    const outbox = await openOutbox();
    for (const copy of await outbox.copies(copies)) {
      await outbox.forget(copy);
      indexedDB.deleteDatabase(copy);
    }
  }

  /** The member signed out in another tab, which removes the local copies: nothing may go on here. */
  #leftElsewhere(): void {
    if (this.#status !== 'signed-in' && this.#status !== 'ended') return;
    this.#status = 'signed-out';
    this.#member = null;
    this.#workspace = null;
    for (const listener of this.#listeners) listener(false);
    location.assign('/sign-in');
  }

  /** What the names of my local copies begin with. */
  get #copies(): string {
    return databaseName({
      workspaceId: this.workspace.id,
      memberId: this.member.id,
      documentId: ''
    });
  }

  #changed(signedIn: SignedIn | null): void {
    if (signedIn) {
      const other = this.#member !== null && this.#member.id !== signedIn.member.id;
      if (other && (this.#status === 'signed-in' || this.#status === 'ended')) {
        // Another tab went on as somebody else, or in another workspace; nothing here belongs to him.
        location.assign('/');
        return;
      }
      this.learn(signedIn.member, signedIn.workspace);
      this.#status = 'signed-in';
    } else if (this.#status === 'signed-in') {
      this.#status = 'ended';
    }
    for (const listener of this.#listeners) listener(signedIn !== null);
  }
}

export const session = new Session();
