/** A key, or a key after `g`, that does something on the present page. */
export interface Shortcut {
  /** As `KeyboardEvent.key` says it, such as `n`, `?`, or `g h` for two keys in a row. */
  readonly keys: string;
  readonly label: string;
  readonly run: () => void;
}

const sequenceMs = 1200;
const wordMs = 1500;

/** The keyboard of the whole page. Keys typed into a field are left to the field. */
class Keys {
  #layers = $state.raw<readonly (readonly Shortcut[])[]>([]);
  #first: { key: string; at: number } | null = null;
  /** The field that the last key was typed into, and when. */
  #typed: { into: Element; at: number } | null = null;

  constructor() {
    addEventListener('keydown', (event) => this.#pressed(event));
    for (const kind of ['pointerdown', 'focusin'])
      addEventListener(kind, () => (this.#typed = null));
  }

  /** All keys that work now, those of the page first. */
  get known(): readonly Shortcut[] {
    return [...this.#layers].reverse().flat();
  }

  /** Adds shortcuts until the returned function is called; later ones win over earlier ones. */
  add(shortcuts: readonly Shortcut[]): () => void {
    this.#layers = [...this.#layers, shortcuts];
    return () => {
      this.#layers = this.#layers.filter((layer) => layer !== shortcuts);
    };
  }

  /** Whether the field was taken away in mid-word: the rest of the word is no command. */
  #isRestOfWord(event: KeyboardEvent): boolean {
    const typed = this.#typed;
    if (!typed || typed.into.isConnected || event.timeStamp - typed.at > wordMs) return false;
    this.#typed = { ...typed, at: event.timeStamp };
    return true;
  }

  #pressed(event: KeyboardEvent): void {
    if (isTyping(event.target)) {
      this.#typed = { into: event.target as Element, at: event.timeStamp };
      return;
    }
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
    if (document.querySelector('dialog[open]') || this.#isRestOfWord(event)) return;
    const first =
      this.#first && event.timeStamp - this.#first.at < sequenceMs ? `${this.#first.key} ` : '';
    this.#first = null;
    const found = this.known.find(({ keys }) => keys === first + event.key);
    if (found) {
      event.preventDefault();
      found.run();
    } else if (this.known.some(({ keys }) => keys.startsWith(`${event.key} `))) {
      this.#first = { key: event.key, at: event.timeStamp };
    }
  }
}

export const keys = new Keys();

/** Whether keys that reach this target are meant for it. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select') !== null;
}

/** Moves the focus by one among the elements marked `data-row`. */
export function moveToRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')].filter(
    (row) => row.offsetParent !== null
  );
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const innermost = rows.findLastIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : innermost + step;
  const row = rows[Math.min(rows.length - 1, Math.max(0, next))];
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}
