import { tick } from 'svelte';
import { Problem } from '../api/problem';
import { session } from '../app/session.svelte';
import { databaseName, openOutbox, type CopyName, type Outbox } from '../sync/outbox';
import { isAsWanted, writeAgain, type RefusedField } from '../sync/refused';
import { Room } from '../sync/room';
import type { SaveState } from '../sync/save-state';
import { colorOf } from '../ui/presence-colors';
import { toasts } from '../ui/toasts.svelte';
import { followAbout, readAbout, type About } from './about';
import { collab } from './collab';
import { giveBackFocus, placeOf } from './focus';
import { HintsState } from './HintsState.svelte';
import { fieldKey, type KeyResult, type Objective, type Place } from './model';
import { PresenceState } from './PresenceState.svelte';
import { RecordDocument } from './RecordDocument';
import { takenAway } from './taken-away';
import { refusedTooOften, words } from './words';

/** An open room with all that hangs on it; replaced as a whole when the server refuses an edit. */
interface Open {
  readonly room: Room;
  readonly document: RecordDocument;
  readonly presence: PresenceState;
}

const mostRefusals = 3;

/** One OKR record on the page. */
export class RecordState {
  readonly id: string;
  #about = $state.raw<About | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #open = $state.raw<Open | null>(null);
  #all = $state.raw<readonly Objective[]>([]);
  #save = $state.raw<SaveState>({ kind: 'opening' });
  #scope = $state.raw<Room['scope']>(null);
  #ready = $state(false);
  #refused = $state.raw<readonly RefusedField[]>([]);
  #touched = $state.raw<ReadonlyMap<string, number>>(new Map());
  #hints = $state.raw<HintsState | null>(null);
  /** The field that takes the focus as soon as it is there. */
  #wanted: string | null = null;
  #refusals = 0;
  #closed = false;
  #isGone = false;
  #unfollow: () => void = () => undefined;
  #starting = false;

  readonly objectives = $derived(this.#all.filter((objective) => objective.removed === undefined));
  readonly removed = $derived(
    this.#all.flatMap((objective): readonly (Objective | KeyResult)[] =>
      objective.removed === undefined ? objective.removedKeyResults : [objective]
    )
  );

  /** Whether this member may change the record. The server has the last word. */
  readonly mayWrite = $derived.by(() => {
    const { kind } = this.#save;
    if (kind === 'forbidden' || kind === 'stopped') return false;
    return this.#scope === null ? this.#mayProbablyWrite : this.#scope === 'read-write';
  });

  constructor(id: string) {
    this.id = id;
  }

  get about(): About | null {
    return this.#about;
  }

  /** Why the record cannot be shown at all. */
  get problem(): Problem | null {
    return this.#problem;
  }

  get open(): Open | null {
    return this.#open;
  }

  /** All objectives in order, removed ones included. */
  get everything(): readonly Objective[] {
    return this.#all;
  }

  /** Whether closing the page now would lose words. */
  get wouldLose(): boolean {
    const changes = 'changes' in this.#save ? this.#save.changes : 0;
    return changes > 0 && this.#open?.room.durable === false;
  }

  get save(): SaveState {
    return this.#save;
  }

  get hints(): HintsState | null {
    return this.#hints;
  }

  get refused(): readonly RefusedField[] {
    return this.#refused;
  }

  /** Whether there is something to show: the server's state, or the local copy. */
  get ready(): boolean {
    return this.#ready;
  }

  /** How often somebody else changed a field while the page was open. */
  touched(field: string): number {
    return this.#touched.get(field) ?? 0;
  }

  async start(): Promise<void> {
    if (this.#starting || this.#open) return;
    this.#starting = true;
    try {
      const about = await readAbout(this.id);
      if (this.#closed) return;
      this.#about = about;
      this.#hints = new HintsState(about.okrSet);
      this.#problem = null;
      this.#follow(about);
      await this.#enter(await openOutbox());
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.#problem = problem;
    } finally {
      this.#starting = false;
    }
  }

  close(): void {
    this.#closed = true;
    this.#unfollow();
    this.#leave();
    this.#open?.room.close();
  }

  /** The name of a member, also of one who has left. */
  nameOf(memberId: string): string {
    return this.#about?.members.find((member) => member.id === memberId)?.name ?? 'Somebody';
  }

  addObjective(): void {
    this.#added(this.#open?.document.addObjective());
  }

  addKeyResult(objectiveId: string): void {
    this.#added(this.#open?.document.addKeyResult(objectiveId));
  }

  set(place: Place, field: string, value: unknown): void {
    this.#open?.document.set(place, field, value);
  }

  remove(place: Place): void {
    this.#open?.document.remove(place);
    const text = place.keyResultId === undefined ? words.removedObjective : words.removedKeyResult;
    toasts.say(text, { label: 'Undo', run: () => this.restore(place) });
  }

  restore(place: Place): void {
    this.#open?.document.restore(place);
  }

  /** Moves an objective or key result to an index. */
  move(place: Place, to: number): void {
    this.#open?.document.move(place, to);
  }

  undo(): void {
    this.#open?.document.undo();
  }

  redo(): void {
    this.#open?.document.redo();
  }

  /** Whether a field that has just appeared was meant to take the focus; answers yes once. */
  takesFocus(field: string): boolean {
    const wanted = this.#wanted === field;
    if (wanted) this.#wanted = null;
    return wanted;
  }

  /** Gives up the present copy of a document that cannot go on; unsent words move to the drawer. */
  async setAside(): Promise<void> {
    await this.#open?.room.setAside();
  }

  /** Writes what was refused once more, as new edits. */
  retryRefused(): void {
    const open = this.#open;
    if (!open) return;
    open.room.asOneChange(() => writeAgain(open.room.doc, this.#refused, 'retry'));
    void this.discardRefused();
  }

  async discardRefused(): Promise<void> {
    this.#refused = [];
    await (await openOutbox()).setRefused(databaseName(this.#copy), []);
  }

  get #copy(): CopyName {
    return {
      workspaceId: session.workspace.id,
      memberId: session.member.id,
      documentId: this.#about!.okrSet.documentId
    };
  }

  get #mayProbablyWrite(): boolean {
    const { team } = this.#about ?? {};
    if (!session.mayWrite) return false;
    return team?.editing !== 'members' || session.isAdmin || session.member.id in team.members;
  }

  /** What the record is about stays true while it is open. */
  #follow(about: About): void {
    this.#unfollow();
    this.#unfollow = followAbout(about, {
      learn: (change) => {
        this.#about = this.#about && { ...this.#about, ...change };
        if (!change.okrSet) return;
        this.#isGone = false;
        this.#hints?.learn(change.okrSet);
      },
      gone: () => {
        this.#isGone = true;
        this.#setAsideWhenGone();
      }
    });
  }

  async #enter(outbox: Outbox): Promise<void> {
    const { id, name, timeZone } = session.member;
    const room = await Room.open({
      collab,
      outbox,
      copy: this.#copy,
      user: { id, name, color: colorOf(id), timeZone },
      onChange: () => this.#roomChanged(),
      onRefusing: () => this.#drop(),
      onRefused: () => void this.#reenter(outbox)
    });
    if (this.#closed) {
      room.close();
      return;
    }
    const changed = (fields: readonly string[]) => this.#documentChanged(fields);
    const document = new RecordDocument(room.doc, (act) => room.asOneChange(act), changed);
    this.#open = { room, document, presence: new PresenceState(room.awareness, id) };
    this.#all = document.objectives;
    const refused = await outbox.refused(databaseName(this.#copy));
    this.#refused = refused;
    this.#roomChanged();
  }

  /** The server refused an edit: what it refused is in the drawer, and the record is read anew. */
  async #reenter(outbox: Outbox): Promise<void> {
    if (this.#closed) return;
    if (++this.#refusals > mostRefusals) {
      this.#refused = await outbox.refused(databaseName(this.#copy));
      this.#save = { kind: 'stopped', code: refusedTooOften, changes: 0 };
      return;
    }
    await this.#enter(outbox);
  }

  /** Takes the document away from all editors. */
  #drop(): void {
    this.#leave();
    this.#open = null;
    this.#ready = false;
  }

  #leave(): void {
    this.#open?.document.close();
    this.#open?.presence.close();
  }

  #roomChanged(): void {
    const room = this.#open?.room;
    if (!room) return;
    this.#save = room.state;
    this.#scope = room.scope;
    this.#ready = room.ready;
    this.#setAsideWhenGone();
    if (this.#save.kind === 'saved' || this.#save.kind === 'watching') this.#refusals = 0;
    if (this.#refused.length > 0 && room.state.kind === 'saved') {
      this.#refused = this.#refused.filter((field) => !isAsWanted(room.doc, field));
    }
  }

  #documentChanged(fields: readonly string[]): void {
    const open = this.#open;
    if (!open) return;
    this.#show(open.document.objectives, fields);
    if (fields.length === 0 || this.#save.kind === 'opening') return;
    const touched = new Map(this.#touched);
    for (const field of fields) touched.set(field, (touched.get(field) ?? 0) + 1);
    this.#touched = touched;
  }

  /** Shows the record as it reads now. What has the focus keeps it, wherever others move it to. */
  #show(all: readonly Objective[], fields: readonly string[]): void {
    const focused = document.activeElement;
    const place = placeOf(focused);
    this.#all = all;
    void tick().then(() => giveBackFocus(focused));
    const gone = place && takenAway(place, all, fields);
    if (!gone) return;
    const text = gone.keyResultId === undefined ? words.objectiveTaken : words.keyResultTaken;
    toasts.say(text, { label: 'Restore', run: () => this.restore(gone) });
  }

  #added(place: Place | undefined): void {
    if (place) this.#wanted = fieldKey(place, 'title');
  }

  /** The record may not be seen any more: what was not sent stays in the drawer, the copy goes. */
  #setAsideWhenGone(): void {
    if (this.#isGone && this.#save.kind === 'forbidden') void this.setAside();
  }
}
