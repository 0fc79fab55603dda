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

export class HocuspocusReceipts {
  #unanswered = [];
  acked = [];
  refusals = 0;
  surplus = 0;

  connected() {
    this.#unanswered = [];
  }

  sent(frame) {
    const message = read(frame);
    if (message.type === SYNC && message.kind !== STEP1) this.#unanswered.push(message.update);
  }

  received(frame) {
    const message = read(frame);
    if (message.type !== SYNC_STATUS) return;
    const update = this.#unanswered.shift();
    if (!message.applied) this.refusals++;
    else if (update === undefined) this.surplus++;
    else this.acked.push(update);
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
  #unanswered = [];
  #clocks = new Map();
  #deletes = Y.createDeleteSet();
  acked = [];
  refusals = 0;
  surplus = 0;

  connected() {
    this.#unanswered = [];
  }

  sent(frame) {
    const message = readBody(decoding.createDecoder(frame));
    if (message.type === SYNC && (message.kind === UPDATE || message.kind === STEP2)) {
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
