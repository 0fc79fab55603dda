// Edits of an OKR record's document as a page would make them.
import * as Y from 'yjs';

const textKeys = new Set(['title', 'why']);

function at(doc, path) {
  return path.reduce((type, key) => type.get(key), doc.getMap('objectives'));
}

function mapOf(fields) {
  const map = new Y.Map();
  for (const [key, value] of Object.entries(fields)) {
    if (textKeys.has(key)) map.set(key, new Y.Text(value));
    else if (key === 'keyResults' || key === 'milestones') map.set(key, children(value));
    else map.set(key, value);
  }
  return map;
}

function children(byId) {
  const map = new Y.Map();
  for (const [id, fields] of Object.entries(byId)) map.set(id, mapOf(fields));
  return map;
}

export const edits = {
  // {path: ['o1'], fields: {...}}: a new objective, key result or milestone
  add({ doc }, { path, fields }) {
    at(doc, path.slice(0, -1)).set(path.at(-1), mapOf(fields));
  },
  set({ doc }, { path, value }) {
    at(doc, path.slice(0, -1)).set(path.at(-1), value);
  },
  unset({ doc }, { path }) {
    at(doc, path.slice(0, -1)).delete(path.at(-1));
  },
  insert({ doc }, { path, index, text }) {
    at(doc, path).insert(index, text);
  },
  cut({ doc }, { path, index, length }) {
    at(doc, path).delete(index, length);
  },
  // text that other roots must not hold
  root({ doc }, { name, text }) {
    doc.getText(name).insert(0, text);
  },
  track(client) {
    client.undo = new Y.UndoManager(client.doc.getMap('objectives'), { captureTimeout: 0 });
  },
  undo(client) {
    client.undo.undo();
  }
};
