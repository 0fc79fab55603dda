// One real Yjs client of either framing, with what the tests want to know about it.
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { observedSocket } from './observed-socket.mjs';
import { EchoReceipts, HocuspocusReceipts, Ledger } from './receipts.mjs';

export class Client {
  closes = [];
  refusedWith = [];
  denied = [];
  scopes = [];
  framesIn = 0;
  syncedOnce = false;

  constructor({ framing, url, document, token, ticket, subprotocol, origin, clientId, gc = false, connect = true }) {
    this.framing = framing;
    this.token = token;
    this.doc = new Y.Doc({ gc });
    if (clientId) this.doc.clientID = clientId;
    this.undo = null;
    this.ledger = new Ledger(() => this.doc.clientID);
    this.receipts =
      framing === 'hocuspocus' ? new HocuspocusReceipts(this.ledger) : new EchoReceipts(this.ledger);
    const inHeader = framing !== 'hocuspocus' && token && !subprotocol;
    const headers = () => (inHeader ? { authorization: `Bearer ${this.token}` } : undefined);
    const Socket = observedSocket(this, { headers, origin });
    if (framing === 'hocuspocus') this.#openHocuspocus(Socket, url, document, connect);
    else this.#openYWebsocket(Socket, url, document, connect, ticket, subprotocol && token);
  }

  #openHocuspocus(Socket, url, document, connect) {
    this.socket = new HocuspocusProviderWebsocket({
      url: `${url}/collab`,
      WebSocketPolyfill: Socket,
      autoConnect: connect,
      delay: 150,
      minDelay: 100,
      maxDelay: 300
    });
    this.provider = new HocuspocusProvider({
      websocketProvider: this.socket,
      name: document,
      document: this.doc,
      token: () => this.token,
      onAuthenticationFailed: ({ reason }) => this.denied.push(reason),
      onAuthenticated: ({ scope }) => this.scopes.push(scope),
      onSynced: () => (this.syncedOnce = true)
    });
    this.provider.attach();
  }

  #openYWebsocket(Socket, url, document, connect, ticket, subprotocolToken) {
    this.provider = new WebsocketProvider(`${url}/collab`, document, this.doc, {
      WebSocketPolyfill: Socket,
      connect,
      disableBc: true,
      maxBackoffTime: 300,
      params: ticket ? { ticket } : {},
      protocols: subprotocolToken ? ['meridian', subprotocolToken] : []
    });
    this.provider.on('sync', (synced) => (this.syncedOnce ||= synced));
  }

  sent(frame) {
    this.receipts.sent(frame);
  }

  received(frame) {
    this.framesIn++;
    this.receipts.received(frame);
  }

  closed(code, reason) {
    this.closes.push({ code, reason });
    this.receipts.connected();
  }

  refused(status) {
    this.refusedWith.push(status);
  }

  get synced() {
    return this.provider.synced === true;
  }

  get awareness() {
    return this.provider.awareness;
  }

  // settles when the socket is closed: until then connect() of the provider does nothing
  async disconnect() {
    if (this.socket?.status === 'connected') {
      const closed = new Promise((done) => this.socket.on('disconnect', done));
      this.socket.disconnect();
      await closed;
    } else {
      (this.socket ?? this.provider).disconnect();
    }
  }

  connect() {
    (this.socket ?? this.provider).connect();
  }

  destroy() {
    this.provider.destroy();
    this.socket?.destroy();
    this.doc.destroy();
  }

  status() {
    return {
      synced: this.synced,
      syncedOnce: this.syncedOnce,
      closes: this.closes,
      refusedWith: this.refusedWith,
      denied: this.denied,
      scopes: this.scopes,
      acked: this.receipts.acked.count,
      refusals: this.receipts.refusals,
      surplus: this.receipts.surplus,
      waiting: this.receipts.waiting,
      unsynced: this.provider.unsyncedChanges ?? 0,
      framesIn: this.framesIn,
      clientId: this.doc.clientID
    };
  }
}
