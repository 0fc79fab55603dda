import { getOkrSet } from '../api/okrs';
import { Problem } from '../api/problem';
import type { Hint, OkrSet, Progress } from '../api/types';
import { fieldKey } from './model';

/** A hint and the name under which it can be dismissed. */
export interface ShownHint {
  readonly key: string;
  readonly hint: Hint;
}

const settleMs = 600;
const hiddenKey = 'meridian.hints-hidden';

/**
 * What the server thinks of the record: wording hints and progress. Asked again a moment after the
 * document's last change and when the page gets the focus; it coaches and never blocks, so a failed
 * reading is simply tried again next time.
 */
export class HintsState {
  readonly #id: string;
  readonly #onGone: (status: number) => void;
  #etag: string | null = null;
  #answer = $state.raw<OkrSet | null>(null);
  #dismissed = $state.raw<ReadonlySet<string>>(new Set());
  #hidden = $state(wasHidden());
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #byField = $derived.by(() => this.#sorted());

  /** `onGone` is told when the record is not to be seen any more (403 or 404). */
  constructor(answer: OkrSet, onGone: (status: number) => void) {
    this.#id = answer.id;
    this.#answer = answer;
    this.#onGone = onGone;
    addEventListener('focus', this.#soon);
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

  /** The document changed: ask again when it has settled. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#soon, settleMs);
  }

  close(): void {
    clearTimeout(this.#timer);
    removeEventListener('focus', this.#soon);
  }

  #soon = () => void this.#ask();

  async #ask(): Promise<void> {
    try {
      const answer = await getOkrSet(this.#id, this.#etag);
      if (!answer.changed) return;
      this.#etag = answer.etag;
      this.#answer = answer.value;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.status === 403 || problem.status === 404) this.#onGone(problem.status);
    }
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
