// Which edits the server has acknowledged, told from the frames alone: by a receipt per edit in the
// Hocuspocus framing, by an update that contains the edit in the y-websocket framing.
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

const SYNC = 0;
const SYNC_STATUS = 8;
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
    if (message.type === SYNC && message.kind !== 0) this.#unanswered.push(message.update);
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

export class EchoReceipts {
  #unanswered = [];
  #known = new Y.Doc({ gc: false });
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
    if (message.type === 2) this.refusals++;
    if (message.type !== SYNC || message.kind === 0) return;
    Y.applyUpdate(this.#known, message.update);
    this.#settle();
  }

  #settle() {
    if (this.#unanswered.length === 0) return;
    const snapshot = Y.snapshot(this.#known);
    while (this.#unanswered.length > 0 && Y.snapshotContainsUpdate(snapshot, this.#unanswered[0])) {
      this.acked.push(this.#unanswered.shift());
    }
  }

  get waiting() {
    return this.#unanswered.length;
  }
}
