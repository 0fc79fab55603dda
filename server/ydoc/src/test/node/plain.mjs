import * as Y from 'yjs'

/**
 * Shows documents as plain JSON that loses nothing, the same form as in `golden.jsonl.gz`:
 * objects as `{o: [[key, value], …]}` with sorted keys, other values JSON lacks as `{n: 'NaN'}`,
 * `{i: '12'}` (bigint), `{u: 1}` (undefined), `{b: base64}`; text as `{t: delta}`, elements as
 * `{e: name, a: attributes, c: children}`, subdocuments (always without options) as objects.
 */
export function plainValue(value) {
  if (value instanceof Y.AbstractType) return plainType(value)
  if (value instanceof Y.Doc) return sorted([['guid', value.guid], ['opts', {}]])
  if (value === undefined) return { u: 1 }
  if (typeof value === 'bigint') return { i: String(value) }
  if (typeof value === 'number') {
    if (Object.is(value, -0)) return { n: '-0' }
    return Number.isFinite(value) ? value : { n: String(value) }
  }
  if (value instanceof Uint8Array) return { b: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return value.map(plainValue)
  if (value !== null && typeof value === 'object') return sorted(Object.entries(value))
  return value
}

function sorted(entries) {
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return { o: entries.map(([key, value]) => [key, plainValue(value)]) }
}

function plainType(type) {
  if (type instanceof Y.Text) return { t: plainDelta(type) }
  if (type instanceof Y.Array) return type.toArray().map(plainValue)
  if (type instanceof Y.Map) return sorted([...type.entries()])
  if (type instanceof Y.XmlElement) {
    return {
      e: type.nodeName,
      a: sorted(Object.entries(type.getAttributes())),
      c: type.toArray().map(plainValue)
    }
  }
  if (type instanceof Y.XmlFragment) return type.toArray().map(plainValue)
  throw new Error('unknown type ' + type.constructor.name)
}

const plainDelta = text => text.toDelta().map(plainValue)

/** Declares the four roots that every case writes to. */
export function roots(doc) {
  return {
    text: doc.getText('text'),
    array: doc.getArray('array'),
    map: doc.getMap('map'),
    xml: doc.getXmlFragment('xml')
  }
}

export function plainDoc(doc) {
  const { text, array, map, xml } = roots(doc)
  return {
    text: plainDelta(text),
    array: plainValue(array),
    map: plainValue(map),
    xml: plainValue(xml)
  }
}

/** The value that `plainValue` showed. */
export function valueOf(plain) {
  if (Array.isArray(plain)) return plain.map(valueOf)
  if (plain === null || typeof plain !== 'object') return plain
  if ('o' in plain) return Object.fromEntries(plain.o.map(([key, value]) => [key, valueOf(value)]))
  if ('n' in plain) return Number(plain.n)
  if ('i' in plain) return BigInt(plain.i)
  if ('b' in plain) return new Uint8Array(Buffer.from(plain.b, 'base64'))
  return undefined
}

/** JSON text; bytes as base64, a bigint as its digits, subdocuments as objects. */
function jsonText(value) {
  if (value instanceof Y.Doc) return jsonText({ guid: value.guid, opts: {} })
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'))
  if (Array.isArray(value)) return '[' + value.map(jsonText).join() + ']'
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const keys = Object.keys(value).filter(key => value[key] !== undefined)
  return '{' + keys.map(key => JSON.stringify(key) + ':' + jsonText(value[key])).join() + '}'
}

export function jsonDoc(doc) {
  const { text, array, map, xml } = roots(doc)
  return jsonText({ array: array.toJSON(), map: map.toJSON(), text: text.toDelta(), xml: xml.toString() })
}
