import { standardKeymap } from '@codemirror/commands';
import {
  Compartment,
  EditorSelection,
  EditorState,
  type ChangeSpec,
  type Extension
} from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { ySyncAnnotation, yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { remoteCursors } from './remote-cursors';

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: Y.Text;
  readonly awareness: Awareness;
  readonly undoManager: Y.UndoManager;
  readonly label: string;
  readonly placeholder: string;
  /** One line: Enter moves on, and pasted line breaks become spaces. */
  readonly oneLine: boolean;
  readonly editable: boolean;
  readonly onEnter: () => void;
  readonly onEscape: () => void;
}

export interface TextView {
  focus(): void;
  setEditable(editable: boolean): void;
  describe(label: string, remarks: string | undefined): void;
  destroy(): void;
}

const lineBreaks = /\s*[\r\n\u2028\u2029]+\s*/g;

/** A CodeMirror editor on a shared text: co-edited letter by letter, with the cursors of the others. */
export function openEditor(options: EditorOptions): TextView {
  const { parent, text, awareness, undoManager } = options;
  const editable = new Compartment();
  const attributes = new Compartment();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text.toString(),
      extensions: [
        editable.of(editing(options.editable)),
        attributes.of(described(options, options.label, undefined)),
        keymap.of([
          { key: 'Escape', run: () => (options.onEscape(), true) },
          ...(options.oneLine ? [{ key: 'Enter', run: () => (options.onEnter(), true) }] : []),
          ...yUndoManagerKeymap,
          ...standardKeymap
        ]),
        options.oneLine ? oneLine : [],
        placeholder(options.placeholder),
        EditorView.lineWrapping,
        EditorView.perLineTextDirection.of(true),
        yCollab(text, null, { undoManager }),
        remoteCursors(text, awareness),
        look
      ]
    })
  });
  return {
    focus: () => {
      view.focus();
      view.dispatch({ selection: EditorSelection.cursor(view.state.doc.length) });
    },
    setEditable: (now) => view.dispatch({ effects: editable.reconfigure(editing(now)) }),
    describe: (label, remarks) =>
      view.dispatch({ effects: attributes.reconfigure(described(options, label, remarks)) }),
    destroy: () => view.destroy()
  };
}

function editing(editable: boolean): Extension {
  return [EditorState.readOnly.of(!editable), EditorView.editable.of(editable)];
}

function described(
  { oneLine }: EditorOptions,
  label: string,
  remarks: string | undefined
): Extension {
  return EditorView.contentAttributes.of({
    'aria-label': label,
    'aria-multiline': String(!oneLine),
    autocapitalize: 'sentences',
    autocorrect: 'on',
    spellcheck: 'true',
    ...(oneLine ? { enterkeyhint: 'next' } : {}),
    ...(remarks ? { 'aria-describedby': remarks } : {})
  });
}

/** Line breaks that come from this person become spaces; those of others are shown as they are. */
const oneLine: Extension = [
  EditorView.clipboardInputFilter.of((pasted) => pasted.replace(lineBreaks, ' ')),
  EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged || transaction.annotation(ySyncAnnotation)) return transaction;
    if (transaction.newDoc.lines <= transaction.startState.doc.lines) return transaction;
    const changes: ChangeSpec[] = [];
    let end = 0;
    transaction.changes.iterChanges((from, to, _fromNew, _toNew, inserted) => {
      const insert = inserted.toString().replace(lineBreaks, ' ');
      changes.push({ from, to, insert });
      end = from + insert.length;
    });
    return { changes, selection: EditorSelection.cursor(end), userEvent: 'input' };
  })
];

const look = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflow: 'visible' },
  '.cm-content': { caretColor: 'var(--accent)', padding: '0' },
  '.cm-line': { padding: '0', unicodeBidi: 'plaintext', overflowWrap: 'anywhere' },
  '.cm-placeholder': { color: 'var(--ink-faint)' }
});
