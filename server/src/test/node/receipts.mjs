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

// The edits that were acknowledged, put together, so that looking for all of them takes one pass however many.
class Acknowledged {
  #all = [];
  #fresh = [];
  #clocks = new Map();
  #deletes = Y.createDeleteSet();
  count = 0;

  push(update) {
    this.count++;
    this.#all.push(update);
    this.#fresh.push(update);
  }

  // those that were acknowledged first
  first(count) {
    const part = new Acknowledged();
    for (const update of this.#all.slice(0, count)) part.push(update);
    return part;
  }

  // how many client ids have something that the document lacks
  lackingIn(doc) {
    this.#putTogether();
    const lacking = new Set();
    for (const [client, clock] of this.#clocks) {
      if (Y.getState(doc.store, client) < clock) lacking.add(client);
    }
    const theirs = Y.createDeleteSetFromStructStore(doc.store);
    for (const client of this.#deletes.clients.keys()) {
      const ours = Y.createDeleteSet();
      ours.clients.set(client, this.#deletes.clients.get(client));
      const there = Y.createDeleteSet();
      there.clients.set(client, theirs.clients.get(client) ?? []);
      if (!Y.equalDeleteSets(there, Y.mergeDeleteSets([there, ours]))) lacking.add(client);
    }
    return lacking.size;
  }

  #putTogether() {
    const updates = this.#fresh.map((update) => Y.decodeUpdate(update));
    this.#fresh = [];
    for (const { id, length } of updates.flatMap(({ structs }) => structs)) {
      this.#clocks.set(id.client, Math.max(this.#clocks.get(id.client) ?? 0, id.clock + length));
    }
    this.#deletes = Y.mergeDeleteSets([this.#deletes, ...updates.map(({ ds }) => ds)]);
  }
}

export class HocuspocusReceipts {
  #unanswered = [];
  #ledger;
  acked = new Acknowledged();
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
  // what the server has told of deletes on this connection
  #told = [];
  acked = new Acknowledged();
  refusals = 0;
  surplus = 0;

  constructor(ledger) {
    this.#ledger = ledger;
  }

  connected() {
    this.#unanswered = [];
    this.#told = [];
  }

  sent(frame) {
    const message = readBody(decoding.createDecoder(frame));
    if (message.type === SYNC && (message.kind === UPDATE || message.kind === STEP2)) {
      this.#ledger.note('sent', message.update);
      const edit = new Unanswered(message.update);
      for (const ds of this.#told) edit.areDeleted(ds);
      this.#unanswered.push(edit);
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
      for (const edit of this.#unanswered) edit.areDeleted(ds);
      if (ds.clients.size > 0) this.#told.push(ds);
      if (this.#told.length > 50) this.#told = [Y.mergeDeleteSets(this.#told)];
    }
    this.#settle();
  }

  #reaches(client, clock) {
    this.#clocks.set(client, Math.max(clock, this.#clocks.get(client) ?? 0));
  }

  #settle() {
    while (this.#unanswered[0]?.isIn(this.#clocks)) {
      const { update } = this.#unanswered.shift();
      this.#ledger.note('acknowledged', update);
      this.acked.push(update);
    }
  }

  get waiting() {
    return this.#unanswered.length;
  }
}

class Unanswered {
  #structs;
  // client -> the ranges whose deletion nobody has told yet
  #deletes = new Map();

  constructor(update) {
    this.update = update;
    const { structs, ds } = Y.decodeUpdate(update);
    this.#structs = structs;
    for (const [client, ranges] of ds.clients) {
      this.#deletes.set(
        client,
        ranges.map(({ clock, len }) => [clock, clock + len])
      );
    }
  }

  areDeleted(ds) {
    for (const [client, wanted] of this.#deletes) {
      const told = ds.clients.get(client) ?? [];
      const left = wanted.flatMap((range) => without(range, told));
      if (left.length > 0) this.#deletes.set(client, left);
      else this.#deletes.delete(client);
    }
  }

  isIn(clocks) {
    return (
      this.#deletes.size === 0 &&
      this.#structs.every(({ id, length }) => id.clock + length <= (clocks.get(id.client) ?? 0))
    );
  }
}

// What is left of a range without others, which are in order.
function without([from, to], ranges) {
  const left = [];
  for (const { clock, len } of ranges) {
    if (clock + len <= from || clock >= to) continue;
    if (clock > from) left.push([from, clock]);
    from = clock + len;
  }
  if (from < to) left.push([from, to]);
  return left;
}
