// Types a recorded editing session, keystroke by keystroke, into a text of its own, and now and then a
// numbered word into a text that all share. Knows what the own text must read in the end.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const FOLDER = new URL('../../../ydoc/src/test/resources/yjs-data/traces/sequential/', import.meta.url);
const STEP_MILLIS = 4;
const WORD_EVERY = 15;

export class Replay {
  #own;
  #shared;
  #doc;
  #patches;
  #at = 0;
  #chars = [];
  #words = 0;
  #name;
  #timer;

  constructor({ doc }, { own, shared, name }, trace) {
    const find = (path) => path.reduce((type, key) => type.get(key), doc.getMap('objectives'));
    this.#doc = doc;
    this.#own = () => find(own);
    this.#shared = () => find(shared);
    this.#name = name;
    const { txns } = JSON.parse(gunzipSync(readFileSync(new URL(`${trace}.json.gz`, FOLDER))));
    this.#patches = txns.flatMap(({ patches }) => patches);
    this.#timer = setInterval(() => this.#step(), STEP_MILLIS);
  }

  #step() {
    const [position, deleted, inserted] = this.#patches[this.#at++ % this.#patches.length];
    const at = Math.min(position, this.#chars.length);
    const cut = Math.min(deleted, this.#chars.length - at);
    this.#doc.transact(() => {
      if (cut > 0) this.#own().delete(at, cut);
      if (inserted.length > 0) this.#own().insert(at, inserted);
    });
    this.#chars.splice(at, cut, ...inserted);
    if (this.#at % WORD_EVERY === 0) {
      const shared = this.#shared();
      const words = shared.toString().split(' ');
      const before = words.slice(0, Math.floor(Math.random() * words.length));
      shared.insert(before.reduce((length, word) => length + word.length + 1, 0), `${this.#name}${this.#words++} `);
    }
  }

  stop() {
    clearInterval(this.#timer);
    return { text: this.#chars.join(''), words: this.#words, edits: this.#at };
  }
}
