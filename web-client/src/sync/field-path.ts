import * as Y from 'yjs';

/** Where a field is in a document: the name of a root type, then the keys below it. */
export type FieldPath = readonly string[];

/** The fields that a transaction touched, each once. */
export function fieldsOf(transaction: Y.Transaction): FieldPath[] {
  const paths = new Map<string, FieldPath>();
  for (const [type, keys] of transaction.changed) {
    const path = pathOf(type as unknown as Y.AbstractType<unknown>);
    if (!path) continue;
    for (const key of keys) {
      const field = key === null ? path : [...path, key];
      paths.set(JSON.stringify(field), field);
    }
  }
  return [...paths.values()];
}

/** The path of a shared type; null when it is not in a document, or inside an array. */
export function pathOf(type: Y.AbstractType<unknown>): FieldPath | null {
  const keys: string[] = [];
  let current = type;
  while (current._item) {
    if (current._item.parentSub === null) return null;
    keys.unshift(current._item.parentSub);
    current = current._item.parent as Y.AbstractType<unknown>;
  }
  const root = current.doc && [...current.doc.share].find(([, shared]) => shared === current);
  return root ? [root[0], ...keys] : null;
}

/** What a document holds at a path: a shared type, a plain value, or undefined. */
export function valueAt(doc: Y.Doc, path: FieldPath): unknown {
  const [root, ...keys] = path;
  let value: unknown = root === undefined ? undefined : doc.getMap(root);
  for (const key of keys) {
    if (!(value instanceof Y.Map)) return undefined;
    value = value.get(key);
  }
  return value;
}
