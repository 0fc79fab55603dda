import type { Awareness } from 'y-protocols/awareness';
import type { RoomUser } from '../sync/room';

/** Somebody else who has this record open. */
export interface Person extends RoomUser {
  /** The fields that the person is in; several when the record is open in several tabs. */
  readonly fields: readonly string[];
  /** Not at the screen for a while, in none of the tabs. */
  readonly away: boolean;
}

interface Shared {
  readonly user?: Partial<RoomUser>;
  readonly field?: string | null;
  readonly away?: boolean;
}

const awayAfterMs = 120_000;

/** Who else is in the record and where; and telling the others where I am. */
export class PresenceState {
  readonly #awareness: Awareness;
  readonly #me: string;
  #people = $state.raw<readonly Person[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #byField = $derived.by(() => {
    const byField = new Map<string, Person[]>();
    for (const person of this.#people) {
      for (const field of person.fields)
        byField.set(field, [...(byField.get(field) ?? []), person]);
    }
    return byField;
  });

  constructor(awareness: Awareness, me: string) {
    this.#awareness = awareness;
    this.#me = me;
    awareness.on('change', this.#read);
    for (const kind of ['pointerdown', 'keydown', 'visibilitychange'])
      document.addEventListener(kind, this.#active);
    this.#active();
  }

  /** The others, by name. */
  get people(): readonly Person[] {
    return this.#people;
  }

  /** Who else is in a field. */
  inField(field: string): readonly Person[] {
    return this.#byField.get(field) ?? [];
  }

  /** Tells the others which field I am in; null: in none. */
  enter(field: string | null): void {
    if ((this.#mine.field ?? null) !== field) this.#awareness.setLocalStateField('field', field);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#awareness.off('change', this.#read);
    for (const kind of ['pointerdown', 'keydown', 'visibilitychange'])
      document.removeEventListener(kind, this.#active);
  }

  get #mine(): Shared {
    return (this.#awareness.getLocalState() ?? {}) as Shared;
  }

  #active = () => {
    clearTimeout(this.#timer);
    this.#setAway(document.visibilityState === 'hidden');
    this.#timer = setTimeout(() => this.#setAway(true), awayAfterMs);
  };

  #setAway(away: boolean): void {
    if ((this.#mine.away ?? false) !== away) this.#awareness.setLocalStateField('away', away);
  }

  #read = () => {
    const people = new Map<string, Person>();
    for (const [clientId, state] of this.#awareness.getStates()) {
      const { user, field, away } = state as Shared;
      if (clientId === this.#awareness.clientID || !user?.id || user.id === this.#me) continue;
      const before = people.get(user.id);
      people.set(user.id, {
        id: user.id,
        name: String(user.name ?? 'Somebody'),
        color: String(user.color ?? ''),
        timeZone: String(user.timeZone ?? ''),
        fields: [...(before?.fields ?? []), ...(typeof field === 'string' && !away ? [field] : [])],
        away: (before?.away ?? true) && away === true
      });
    }
    this.#people = [...people.values()].sort((one, other) => one.name.localeCompare(other.name));
  };
}
