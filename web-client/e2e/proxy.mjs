// A network between one browser and the server, which can be cut.
import { connect, createServer } from 'node:net';

const isLive = (head) => /^GET \/live[ ?]/.test(head);
const isCollab = (head) => /^GET \/collab[ ?]/.test(head);

/** Passes bytes on until it is told not to. */
export class Network {
  #port;
  #listener = null;
  #pairs = new Set();
  #refuses = () => false;

  /** @param {number} port where the server listens on this machine */
  constructor(port) {
    this.#port = port;
  }

  /** Resolves to the address to give to the browser. */
  async open() {
    this.#listener = createServer((client) => this.#accept(client));
    await new Promise((resolve) => this.#listener.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${this.#listener.address().port}`;
  }

  /** Nothing gets through any more; what was open breaks. */
  cut() {
    this.#refuse(() => true);
  }

  /** Co-editing sockets break and are refused; pages and calls go on. */
  cutSockets() {
    this.#refuse(isCollab);
  }

  /** Sockets that follow the server break and are refused; pages and calls go on. */
  cutLive() {
    this.#refuse(isLive);
  }

  /** Everything gets through again. */
  mend() {
    this.#refuses = () => false;
  }

  close() {
    this.cut();
    this.#listener?.close();
  }

  #refuse(rule) {
    this.#refuses = rule;
    for (const pair of this.#pairs) if (rule(pair.head)) pair.end();
  }

  #accept(client) {
    client.on('error', () => undefined);
    client.once('data', (first) => {
      const head = first.toString('latin1', 0, 200);
      if (this.#refuses(head)) {
        client.destroy();
        return;
      }
      const server = connect(this.#port, '127.0.0.1');
      const pair = { head, end: () => [client, server].forEach((socket) => socket.destroy()) };
      this.#pairs.add(pair);
      for (const socket of [client, server]) {
        socket.on('error', pair.end);
        socket.on('close', () => {
          pair.end();
          this.#pairs.delete(pair);
        });
      }
      server.write(first);
      client.pipe(server).pipe(client);
    });
  }
}
