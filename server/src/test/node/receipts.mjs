// Which edits the server has acknowledged, told from the frames alone: by a receipt per edit in the
// Hocuspocus framing, by an update that contains the edit in the y-websocket framing.
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

const SYNC = 0;
const PERMISSION_DENIED = 2;
const SYNC_STATUS = 8;
const STEP1 = 0;
const STEP2 = 1;
const UPDATE = 2;

// When a client's own structs were first sent, when they were acknowledged, and when those of others were first
// seen: as [client, clock after the last struct, milliseconds], each only when it goes further than before.
export class Ledger {
  #id;
  #furthest = { sent: new Map(), acknowledged: new Map(), seen: new Map() };
  sent = [];
  acknowledged = [];
  seen = [];

  constructor(id) {
    this.#id = id;
  }

  note(kind, update) {
    const at = performance.now();
    for (const { id, length } of Y.decodeUpdate(update).structs) {
      if ((id.client === this.#id()) !== (kind !== 'seen')) continue;
      const to = id.clock + length;
      if (to <= (this.#furthest[kind].get(id.client) ?? 0)) continue;
      this.#furthest[kind].set(id.client, to);
      this[kind].push([id.client, to, at]);
    }
  }
}

export class HocuspocusReceipts {
  #unanswered = [];
  #ledger;
  acked = [];
  refusals = 0;
  surplus = 0;

  constructor(ledger) {
    this.#ledger = ledger;
  }

  connected() {
    this.#unanswered = [];
  }

  sent(frame) {
    const message = read(frame);
    if (message.type !== SYNC || message.kind === STEP1) return;
    this.#ledger.note('sent', message.update);
    this.#unanswered.push(message.update);
  }

  received(frame) {
    const message = read(frame);
    if (message.type === SYNC && message.kind !== STEP1) this.#ledger.note('seen', message.update);
    if (message.type !== SYNC_STATUS) return;
    const update = this.#unanswered.shift();
    if (!message.applied) this.refusals++;
    else if (update === undefined) this.surplus++;
    else this.#acknowledge(update);
  }

  #acknowledge(update) {
    this.#ledger.note('acknowledged', update);
    this.acked.push(update);
  }

  get waiting() {
    return this.#unanswered.length;
  }
}

function read(frame) {
  if (frame.length === 1) return { type: frame[0] };
  const decoder = decoding.createDecoder(frame);
  decoding.readVarString(decoder);
  return readBody(decoder);
}

function readBody(decoder) {
  const type = decoding.readVarUint(decoder);
  if (type === SYNC) {
    const kind = decoding.readVarUint(decoder);
    return { type, kind, update: decoding.readVarUint8Array(decoder) };
  }
  return type === SYNC_STATUS ? { type, applied: decoding.readVarUint(decoder) === 1 } : { type };
}

// What the server has is what it says: its state vector in step 1, and every update it sends.
export class EchoReceipts {
  #ledger;
  #unanswered = [];
  #clocks = new Map();
  #deletes = Y.createDeleteSet();
  acked = [];
  refusals = 0;
  surplus = 0;

  constructor(ledger) {
    this.#ledger = ledger;
  }

  connected() {
    this.#unanswered = [];
  }

  sent(frame) {
    const message = readBody(decoding.createDecoder(frame));
    if (message.type === SYNC && (message.kind === UPDATE || message.kind === STEP2)) {
      this.#ledger.note('sent', message.update);
      this.#unanswered.push(message.update);
      this.#settle();
    }
  }

  received(frame) {
    const message = readBody(decoding.createDecoder(frame));
    if (message.type === PERMISSION_DENIED) this.refusals++;
    if (message.type !== SYNC) return;
    if (message.kind === STEP1) {
      Y.decodeStateVector(message.update).forEach((clock, client) => this.#reaches(client, clock));
    } else {
      this.#ledger.note('seen', message.update);
      const { structs, ds } = Y.decodeUpdate(message.update);
      for (const { id, length } of structs) this.#reaches(id.client, id.clock + length);
      this.#deletes = Y.mergeDeleteSets([this.#deletes, ds]);
    }
    this.#settle();
  }

  #reaches(client, clock) {
    this.#clocks.set(client, Math.max(clock, this.#clocks.get(client) ?? 0));
  }

  #settle() {
    while (this.#unanswered.length > 0 && this.#has(this.#unanswered[0])) {
      this.#ledger.note('acknowledged', this.#unanswered[0]);
      this.acked.push(this.#unanswered.shift());
    }
  }

  #has(update) {
    const { structs, ds } = Y.decodeUpdate(update);
    return (
      structs.every(({ id, length }) => id.clock + length <= (this.#clocks.get(id.client) ?? 0)) &&
      [...ds.clients].every(([client, ranges]) => ranges.every((range) => this.#hasDeleted(client, range)))
    );
  }

  #hasDeleted(client, { clock, len }) {
    for (let at = clock; at < clock + len; at++) {
      if (!Y.isDeleted(this.#deletes, Y.createID(client, at))) return false;
    }
    return true;
  }

  get waiting() {
    return this.#unanswered.length;
  }
}
