import { Annotation, RangeSet, type Extension, type Range } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type ViewUpdate
} from '@codemirror/view';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

/** Where somebody's cursor is, as it travels in the awareness state; the form that other Yjs editors use too. */
interface Cursor {
  readonly anchor: unknown;
  readonly head: unknown;
}

interface Shared {
  readonly user?: { readonly name?: string; readonly color?: string };
  readonly cursor?: Cursor | null;
}

interface Change {
  readonly added: number[];
  readonly updated: number[];
  readonly removed: number[];
}

const cursorsMoved = Annotation.define<true>();
const safeColor = /^#[0-9a-f]{6}$/i;
const fallbackColor = '#4f46e5';

/** Shows the cursors and selections of the others in a shared text, with their names, and tells them mine. */
export function remoteCursors(text: Y.Text, awareness: Awareness): Extension {
  return [
    ViewPlugin.define((view) => new Cursors(view, text, awareness), {
      decorations: (cursors) => cursors.decorations
    }),
    look
  ];
}

class Cursors {
  decorations: DecorationSet = RangeSet.empty;
  readonly #text: Y.Text;
  readonly #awareness: Awareness;
  readonly #changed: (change: Change) => void;
  /** The cursor in the awareness state is the one of this editor. */
  #isMine = false;

  constructor(view: EditorView, text: Y.Text, awareness: Awareness) {
    this.#text = text;
    this.#awareness = awareness;
    this.#changed = ({ added, updated, removed }) => {
      const others = [...added, ...updated, ...removed].some((id) => id !== awareness.clientID);
      if (others) view.dispatch({ annotations: cursorsMoved.of(true) });
    };
    awareness.on('change', this.#changed);
    this.decorations = this.#draw(view.state.doc.length);
  }

  update(update: ViewUpdate): void {
    if (update.focusChanged || update.selectionSet || update.docChanged) this.#tell(update);
    const moved = update.transactions.some((transaction) => transaction.annotation(cursorsMoved));
    if (moved || update.docChanged) this.decorations = this.#draw(update.state.doc.length);
  }

  destroy(): void {
    this.#awareness.off('change', this.#changed);
    if (this.#isMine) this.#awareness.setLocalStateField('cursor', null);
  }

  #tell({ view, state }: ViewUpdate): void {
    if (!view.hasFocus) {
      if (this.#isMine) this.#awareness.setLocalStateField('cursor', null);
      this.#isMine = false;
      return;
    }
    const { anchor, head } = state.selection.main;
    const cursor = { anchor: this.#position(anchor), head: this.#position(head) };
    const before = (this.#awareness.getLocalState() as Shared | null)?.cursor;
    this.#isMine = true;
    if (JSON.stringify(before) !== JSON.stringify(cursor))
      this.#awareness.setLocalStateField('cursor', cursor);
  }

  #position(index: number): unknown {
    return Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(this.#text, index));
  }

  #draw(length: number): DecorationSet {
    const ranges: Range<Decoration>[] = [];
    for (const [clientId, state] of this.#awareness.getStates()) {
      const { user, cursor } = state as Shared;
      if (clientId === this.#awareness.clientID || !cursor) continue;
      const anchor = this.#index(cursor.anchor, length);
      const head = this.#index(cursor.head, length);
      if (anchor === null || head === null) continue;
      const color = safeColor.test(user?.color ?? '') ? user!.color! : fallbackColor;
      if (anchor !== head) {
        const attributes = { style: `--who: ${color}` };
        const mark = Decoration.mark({ class: 'remote-selection', attributes });
        ranges.push(mark.range(Math.min(anchor, head), Math.max(anchor, head)));
      }
      const widget = new Caret(color, String(user?.name ?? 'Somebody'), head);
      ranges.push(Decoration.widget({ widget, side: head > anchor ? -1 : 1 }).range(head));
    }
    return Decoration.set(ranges, true);
  }

  /** The index of a position in this text; null when it is in another one or cannot be read. */
  #index(json: unknown, length: number): number | null {
    try {
      const relative = Y.createRelativePositionFromJSON(json);
      const position = Y.createAbsolutePositionFromRelativePosition(relative, this.#text.doc!);
      return position?.type === this.#text ? Math.min(position.index, length) : null;
    } catch {
      return null;
    }
  }
}

/** A caret with a flag that carries the name; the flag shows for a moment whenever the caret moves. */
class Caret extends WidgetType {
  constructor(
    readonly color: string,
    readonly name: string,
    readonly at: number
  ) {
    super();
  }

  override eq(other: Caret): boolean {
    return other.color === this.color && other.name === this.name && other.at === this.at;
  }

  override toDOM(): HTMLElement {
    const caret = document.createElement('span');
    caret.className = 'remote-caret';
    caret.setAttribute('aria-hidden', 'true');
    caret.style.setProperty('--who', this.color);
    const flag = document.createElement('span');
    flag.className = 'remote-flag';
    flag.textContent = this.name;
    caret.append(flag);
    return caret;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

const look = EditorView.baseTheme({
  '.remote-selection': { backgroundColor: 'color-mix(in srgb, var(--who) 26%, transparent)' },
  '.remote-caret': {
    borderInlineStart: '2px solid var(--who)',
    marginInline: '-1px',
    pointerEvents: 'none',
    position: 'relative'
  },
  '.remote-flag': {
    animation: 'remote-flag 2600ms ease-out forwards',
    backgroundColor: 'var(--who)',
    borderRadius: '4px 4px 4px 0',
    bottom: 'calc(100% - 3px)',
    color: '#fff',
    fontSize: '12px',
    fontStyle: 'normal',
    fontWeight: '600',
    insetInlineStart: '-2px',
    letterSpacing: '0',
    lineHeight: '16px',
    padding: '0 5px',
    position: 'absolute',
    userSelect: 'none',
    whiteSpace: 'nowrap',
    zIndex: '5'
  }
});
