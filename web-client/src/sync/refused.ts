import * as Y from 'yjs';
import type { Edit } from './edit-ledger';
import { valueAt, type FieldPath } from './field-path';
import { editText } from './text-diff';

/** The content of a field apart from its document, so that it can be kept, shown and written again. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'map'; readonly entries: Readonly<Record<string, Content>> }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'absent' };

/** A field as the person left it, which the server did not accept. */
export interface RefusedField {
  readonly path: FieldPath;
  readonly content: Content;
}

/** The fields that the edits touched, as they read in `doc`; a field inside another one of the list is left out. */
export function refusedFields(doc: Y.Doc, edits: readonly Edit[]): RefusedField[] {
  const paths = new Map<string, FieldPath>();
  for (const edit of edits) {
    for (const path of edit.fields) paths.set(JSON.stringify(path), path);
  }
  const all = [...paths.values()];
  return all
    .filter(
      (path) =>
        !all.some(
          (outer) => outer.length < path.length && outer.every((key, at) => key === path[at])
        )
    )
    .map((path) => ({ path, content: contentOf(valueAt(doc, path)) }));
}

/** Writes refused fields into a document as new edits. Fields whose parent is gone are left out. */
export function writeAgain(doc: Y.Doc, fields: readonly RefusedField[], origin: unknown): void {
  doc.transact(() => fields.forEach(({ path, content }) => write(doc, path, content)), origin);
}

/** Whether a document already says what a refused field wanted to say. */
export function isAsWanted(doc: Y.Doc, field: RefusedField): boolean {
  return JSON.stringify(contentOf(valueAt(doc, field.path))) === JSON.stringify(field.content);
}

export function contentOf(value: unknown): Content {
  if (value === undefined) return { kind: 'absent' };
  if (value instanceof Y.Text) return { kind: 'text', text: value.toString() };
  if (value instanceof Y.Map) {
    const entries: Record<string, Content> = {};
    for (const key of [...value.keys()].sort()) entries[key] = contentOf(value.get(key));
    return { kind: 'map', entries };
  }
  return { kind: 'value', value };
}

function write(doc: Y.Doc, path: FieldPath, content: Content): void {
  const parent = valueAt(doc, path.slice(0, -1));
  const key = path[path.length - 1];
  if (!(parent instanceof Y.Map) || key === undefined) return;
  const present: unknown = parent.get(key);
  if (content.kind === 'absent') {
    // Nothing that may hold words of others is ever deleted.
    if (!(present instanceof Y.AbstractType)) parent.delete(key);
  } else if (content.kind === 'text' && present instanceof Y.Text) {
    editText(present, content.text);
  } else if (content.kind === 'map' && present instanceof Y.Map) {
    for (const [inner, value] of Object.entries(content.entries))
      write(doc, [...path, inner], value);
  } else {
    parent.set(key, made(content));
  }
}

function made(content: Exclude<Content, { kind: 'absent' }>): unknown {
  switch (content.kind) {
    case 'text':
      return new Y.Text(content.text);
    case 'map': {
      const map = new Y.Map<unknown>();
      for (const [key, value] of Object.entries(content.entries)) {
        if (value.kind !== 'absent') map.set(key, made(value));
      }
      return map;
    }
    case 'value':
      return content.value;
    default:
      return content satisfies never;
  }
}
