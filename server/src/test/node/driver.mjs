// Reads one JSON command a line, answers one JSON line each: {id, ok} or {id, error}.
import { createInterface } from 'node:readline';
import * as Y from 'yjs';
import { Client } from './client.mjs';
import { edits } from './edits.mjs';
import { Replay } from './replay.mjs';

const clients = new Map();
const replays = new Map();

const commands = {
  open({ client, ...options }) {
    clients.set(client, new Client(options));
  },
  edit({ client, op, ...rest }) {
    const it = clients.get(client);
    it.doc.transact(() => edits[op](it, rest));
  },
  undo: ({ client }) => edits.undo(clients.get(client)),
  track: ({ client }) => edits.track(clients.get(client)),
  json: ({ client }) => clients.get(client).doc.getMap('objectives').toJSON(),
  status: ({ client }) => clients.get(client).status(),
  state: ({ client }) => Buffer.from(Y.encodeStateAsUpdate(clients.get(client).doc)).toString('base64'),
  apply({ client, update }) {
    Y.applyUpdate(clients.get(client).doc, Buffer.from(update, 'base64'));
  },
  clock: ({ client }) => Y.getState(clients.get(client).doc.store, clients.get(client).doc.clientID),
  ledger({ client }) {
    const { sent, acknowledged, seen } = clients.get(client).ledger;
    return { sent, acknowledged, seen };
  },
  token({ client, token }) {
    clients.get(client).token = token;
  },
  async renew({ client }) {
    await clients.get(client).provider.sendToken();
  },
  presence({ client, state }) {
    clients.get(client).awareness.setLocalState(state);
  },
  whoIsHere: ({ client }) => Object.fromEntries(clients.get(client).awareness.getStates()),
  disconnect: ({ client }) => clients.get(client).disconnect(),
  connect: ({ client }) => clients.get(client).connect(),
  destroy({ client }) {
    clients.get(client).destroy();
    clients.delete(client);
  },
  type({ client, places, trace }) {
    replays.set(client, new Replay(clients.get(client), places, trace));
  },
  stopTyping({ client }) {
    return replays.get(client).stop();
  },
  // whether a client's document lacks what was acknowledged to another one, all or the first ones: of how many client ids
  lacking: ({ client, of, first }) => {
    const { acked } = clients.get(of).receipts;
    return (first === undefined ? acked : acked.first(first)).lackingIn(clients.get(client).doc);
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, command, ...options } = JSON.parse(line);
  try {
    const ok = await commands[command](options);
    console.log(JSON.stringify({ id, ok: ok ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ id, error: String(error?.stack ?? error) }));
  }
}
process.exit(0);
