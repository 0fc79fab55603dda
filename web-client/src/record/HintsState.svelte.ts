import type { Hint, OkrSet, Progress } from '../api/types';
import { fieldKey } from './model';

/** A hint and the name under which it can be dismissed. */
export interface ShownHint {
  readonly key: string;
  readonly hint: Hint;
}

const hiddenKey = 'meridian.hints-hidden';

/** What the server thinks of the record: wording hints and progress. It coaches and never blocks. */
export class HintsState {
  #answer = $state.raw<OkrSet | null>(null);
  #dismissed = $state.raw<ReadonlySet<string>>(new Set());
  #hidden = $state(wasHidden());
  readonly #byField = $derived.by(() => this.#sorted());

  constructor(answer: OkrSet) {
    this.#answer = answer;
  }

  /** The server thinks so now. */
  learn(answer: OkrSet): void {
    this.#answer = answer;
  }

  get hidden(): boolean {
    return this.#hidden;
  }

  set hidden(hidden: boolean) {
    this.#hidden = hidden;
    try {
      localStorage.setItem(hiddenKey, hidden ? 'yes' : 'no');
    } catch {
      // Storage is blocked: it holds for this page.
    }
  }

  /** How many hints there are that nobody here has dismissed. */
  get count(): number {
    return [...this.#byField.values()].reduce((sum, hints) => sum + hints.length, 0);
  }

  /** The hints beside a field; empty while hints are hidden. */
  at(field: string): readonly ShownHint[] {
    return this.#hidden ? [] : (this.#byField.get(field) ?? []);
  }

  progressOf(objectiveId: string, keyResultId: string): Progress | undefined {
    return this.#answer?.objectives[objectiveId]?.keyResults[keyResultId]?.progress;
  }

  /** Puts a hint away until its words change. */
  dismiss(key: string): void {
    this.#dismissed = new Set([...this.#dismissed, key]);
  }

  #sorted(): ReadonlyMap<string, ShownHint[]> {
    const byField = new Map<string, ShownHint[]>();
    for (const [id, hint] of Object.entries(this.#answer?.hints ?? {})) {
      const key = `${id}/${hint.rule}/${hint.words ?? ''}`;
      if (this.#dismissed.has(key)) continue;
      const field = fieldOf(hint);
      byField.set(field, [...(byField.get(field) ?? []), { key, hint }]);
    }
    return byField;
  }
}

function wasHidden(): boolean {
  try {
    return localStorage.getItem(hiddenKey) === 'yes';
  } catch {
    return false;
  }
}

/** The field that a hint stands beside; `record` when it is about the whole. */
function fieldOf({ objectiveId, keyResultId, field, rule }: Hint): string {
  if (objectiveId === undefined || rule === 'too-many-objectives') return 'record';
  if (rule === 'too-many-key-results') return fieldKey({ objectiveId }, 'keyResults');
  return fieldKey(
    keyResultId === undefined ? { objectiveId } : { objectiveId, keyResultId },
    field ?? 'title'
  );
}
