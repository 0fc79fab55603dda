import * as Y from 'yjs'

const WORDS = ['a', 'xyz', 'é', '漢字', '😀', 'tail 👩‍👩‍👧', ' long run of text', '\n', '\ufeffbom', '']
const LONE = '\ud800'
const KEYS = ['a', 'b', 'k', 'émoji 😀', '1', 'length']
const MARKS = [{ bold: true }, { bold: null }, { color: 'red' }, { color: null, bold: true }, { link: { href: 'é', n: 1.5 } }]
const NUMBERS = [0, -0, 1, -1, 63, 64, -64, 8191, 2147483647, -2147483647, 2147483648, -2147483648, 4294967296, 0.1, 1.5, -1e300, 5e-324, NaN, Infinity, -Infinity, 1700000000123, 9007199254740991]

export function randomValue(random, depth = 0) {
  switch (random.below(depth > 2 ? 8 : 10)) {
    case 0: return null
    case 1: return undefined
    case 2: return random.chance(0.5)
    case 3: return random.pick(NUMBERS)
    case 4: return random.below(1 << 30) * (random.chance(0.5) ? 1 : -1)
    case 5: return random.pick(WORDS)
    case 6: return random.pick([12n, -4611686018427387904n, 9223372036854775807n])
    case 7: return new Uint8Array(random.below(4)).fill(255)
    case 8: return Array.from({ length: random.below(3) }, () => randomValue(random, depth + 1))
    default: {
      const object = {}
      for (let i = random.below(3); i > 0; i--) object[random.pick(KEYS)] = randomValue(random, depth + 1)
      return object
    }
  }
}

function randomShared(random) {
  switch (random.below(8)) {
    case 0: return new Y.Array()
    case 1: return Y.Array.from([[randomValue(random)], random.pick(WORDS)])
    case 2: return new Y.Map()
    case 3: return new Y.Map([[random.pick(KEYS), randomValue(random)], ['text', new Y.Text('in a map')]])
    case 4: return new Y.Text(random.pick(WORDS))
    case 5: return randomXml(random)
    case 6: return random.chance(0.2) ? new Y.Doc({ guid: 'sub' + random.below(9) }) : new Y.Text()
    default: return new Y.Array()
  }
}

function randomXml(random) {
  if (random.chance(0.5)) return new Y.XmlText(random.pick(WORDS))
  const element = new Y.XmlElement(random.pick(['p', 'h1', 'ul']))
  if (random.chance(0.3)) element.insert(0, [new Y.XmlText('inside')])
  if (random.chance(0.3)) element.setAttribute('class', random.pick(WORDS))
  return element
}

const randomItem = random => (random.chance(0.3) ? randomShared(random) : randomValue(random))

/** Every living type of the document, with the roots more often than the rest. */
function livingTypes(doc) {
  const found = []
  const visit = type => {
    found.push(type)
    const children = type instanceof Y.Map ? [...type.values()] : type instanceof Y.Text ? [] : type.toArray()
    children.forEach(child => child instanceof Y.AbstractType && visit(child))
  }
  for (const root of [doc.getText('text'), doc.getArray('array'), doc.getMap('map'), doc.getXmlFragment('xml')]) {
    visit(root)
  }
  return found
}

/** A position in the text; inside a surrogate pair only when `mayHalve`. */
function position(random, text, mayHalve) {
  const at = random.below(text.length + 1)
  if (mayHalve) return at
  const units = text.toDelta().map(op => (typeof op.insert === 'string' ? op.insert : '?')).join('')
  return isLow(units.charCodeAt(at)) && isHigh(units.charCodeAt(at - 1)) ? at - 1 : at
}

const isHigh = unit => unit >= 0xd800 && unit < 0xdc00
const isLow = unit => unit >= 0xdc00 && unit < 0xe000

function range(random, text, mayHalve) {
  const a = position(random, text, mayHalve)
  const b = position(random, text, mayHalve)
  return [Math.min(a, b), Math.min(Math.abs(a - b), 12)]
}

function editText(random, text, options) {
  const [from, length] = range(random, text, options.mayHalve)
  const end = options.mayHalve ? from + length : from + wholeLength(text, from, length)
  switch (random.below(options.marks ? 8 : 4)) {
    case 0:
    case 1:
      return text.insert(from, random.pick(WORDS))
    case 2:
      return text.insert(text.length, options.mayHalve && random.chance(0.1) ? LONE : random.pick(WORDS))
    case 3:
      return text.delete(from, end - from)
    case 4:
    case 5:
      return text.format(from, end - from, random.pick(MARKS))
    case 6:
      return text.insert(from, random.pick(WORDS), random.pick(MARKS))
    default:
      return text.insertEmbed(from, random.chance(0.1) ? new Y.Map([['in', 1]]) : { image: random.pick(WORDS) }, random.pick([{}, { bold: true }]))
  }
}

/** Shortens a range so that it does not end inside a surrogate pair. */
function wholeLength(text, from, length) {
  const units = text.toDelta().map(op => (typeof op.insert === 'string' ? op.insert : '?')).join('')
  const end = from + length
  return isLow(units.charCodeAt(end)) && isHigh(units.charCodeAt(end - 1)) ? Math.max(0, length - 1) : length
}

/** Yjs takes undefined and bigint as parts of values and in maps, not as items of an array. */
function randomArrayItem(random) {
  const item = randomItem(random)
  return item === undefined || typeof item === 'bigint' ? [item] : item
}

function editArray(random, array, make) {
  const at = random.below(array.length + 1)
  if (random.chance(0.35) && array.length > 0) {
    const from = random.below(array.length)
    array.delete(from, 1 + random.below(Math.min(4, array.length - from)))
  } else {
    array.insert(at, Array.from({ length: 1 + random.below(3) }, () => make(random)))
  }
}

function editMap(random, map) {
  const key = random.pick(KEYS)
  if (random.chance(0.25)) map.delete(key)
  else map.set(key, randomItem(random))
}

function editAttributes(random, element) {
  const key = random.pick(['class', 'id', 'é'])
  if (random.chance(0.3)) element.removeAttribute(key)
  else element.setAttribute(key, random.chance(0.8) ? random.pick(WORDS) : randomValue(random))
}

/** One random change, by type of a random living place of the document. */
export function randomEdit(random, doc, options) {
  const types = livingTypes(doc)
  const type = random.chance(0.5) ? random.pick(types.filter(t => t._item === null)) : random.pick(types)
  if (type instanceof Y.XmlText && random.chance(0.2)) editAttributes(random, type)
  else if (type instanceof Y.Text) editText(random, type, options)
  else if (type instanceof Y.XmlElement && random.chance(0.4)) editAttributes(random, type)
  else if (type instanceof Y.XmlFragment) editArray(random, type, randomXml)
  else if (type instanceof Y.Array) editArray(random, type, randomArrayItem)
  else editMap(random, type)
}
