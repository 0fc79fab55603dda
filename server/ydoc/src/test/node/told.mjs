import * as Y from 'yjs'
import { roots, valueOf } from './plain.mjs'

const KINDS = {
  ARRAY: () => new Y.Array(),
  MAP: () => new Y.Map(),
  TEXT: inXml => (inXml ? new Y.XmlText() : new Y.Text()),
  ELEMENT: () => new Y.XmlElement('p')
}

/** Makes an edit that `RandomEdit` of the tests tells: a path, an operation, its arguments. */
export function makeTold(doc, edit) {
  const type = at(doc, edit.path)
  const inXml = type instanceof Y.XmlFragment
  switch (edit.do) {
    case 'InsertText': return type.insert(edit.at, edit.text)
    case 'InsertMarked': return type.insert(edit.at, edit.text, valueOf(edit.marks))
    case 'Embed': return type.insertEmbed(edit.at, valueOf(edit.value), valueOf(edit.marks))
    case 'Mark': return type.format(edit.at, edit.length, valueOf(edit.marks))
    case 'InsertValues': return type.insert(edit.at, valueOf(edit.values))
    case 'InsertType': return type.insert(edit.at, [KINDS[edit.kind](inXml)])
    case 'Delete': return type.delete(edit.at, edit.length)
    case 'SetValue': return inXml ? type.setAttribute(edit.key, valueOf(edit.value)) : type.set(edit.key, valueOf(edit.value))
    case 'SetType': return type.set(edit.key, KINDS[edit.kind](false))
    case 'DeleteKey': return inXml ? type.removeAttribute(edit.key) : type.delete(edit.key)
    default: throw new Error('unknown edit ' + edit.do)
  }
}

function at(doc, [root, ...path]) {
  return path.reduce((type, step) => type.get(step), roots(doc)[root])
}
