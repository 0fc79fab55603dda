// The real server as a process of its own: on a free port, with data of its own, to be killed and started again.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const startMs = 90_000;

// A run makes many people from one address within minutes; the limits themselves are tested in the server.
const generous = Object.fromEntries(
  ['REQUESTS', 'SIGN_INS_BY_ADDRESS', 'SIGN_INS_BY_ACCOUNT', 'SET_UPS', 'LINKS', 'INVITATIONS'].map(
    (name) => [`MERIDIAN_LIMIT_${name}`, '100000/60']
  )
);

/** The command line that starts a server: MERIDIAN_E2E_COMMAND, a JSON array, else the built jar. */
function commandLine() {
  const { MERIDIAN_E2E_COMMAND, JAVA_HOME } = process.env;
  if (MERIDIAN_E2E_COMMAND) return JSON.parse(MERIDIAN_E2E_COMMAND);
  const java = JAVA_HOME ? join(JAVA_HOME, 'bin', 'java') : 'java';
  const jar = fileURLToPath(new URL('../../server/target/meridian-server.jar', import.meta.url));
  return [java, '--sun-misc-unsafe-memory-access=allow', '-jar', jar];
}

/** A server with a fresh data folder, which keeps its port and data over restarts. */
export class Server {
  #data = mkdtempSync(join(tmpdir(), 'meridian-e2e-'));
  #process = null;
  #log = [];

  /** Where it listens; known since the first start. */
  url = '';
  /** Where the first workspace is made; known since the first start. */
  setupLink = '';

  get port() {
    return this.url === '' ? 0 : Number(new URL(this.url).port);
  }

  /** Resolves when requests are served. */
  async start() {
    const [program, ...rest] = commandLine();
    const child = spawn(program, rest, {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME ?? tmpdir(),
        ...generous,
        MERIDIAN_DATA: this.#data,
        MERIDIAN_HTTP_PORT: String(this.port),
        MERIDIAN_LOG: 'warn'
      },
      stdio: ['ignore', 'pipe', 'pipe']
    });
    this.#process = child;
    createInterface({ input: child.stderr }).on('line', (line) => this.#log.push(line));
    await new Promise((resolve, reject) => {
      const timer = setTimeout(() => fail('The server was not ready in time.'), startMs);
      const fail = (why) => {
        clearTimeout(timer);
        reject(new Error(`${why}\n${this.log}`));
      };
      child.once('error', (problem) => fail(`The server did not start: ${problem.message}`));
      child.once('exit', (code) => fail(`The server ended with ${code}.`));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const [, link] = /^set up meridian at (\S+)$/.exec(line) ?? [];
        if (link) this.setupLink = link;
        const [, url] = /^meridian ready at (\S+)$/.exec(line) ?? [];
        if (!url) return;
        clearTimeout(timer);
        this.url = url;
        resolve();
      });
    });
  }

  /** The last lines of its log. */
  get log() {
    return this.#log.slice(-40).join('\n');
  }

  /** kill -9: it gets no chance to tidy up. Resolves when it is gone. */
  kill() {
    return this.#end('SIGKILL');
  }

  /** Stops it cleanly and removes its data. */
  async close() {
    await this.#end('SIGTERM');
    rmSync(this.#data, { recursive: true, force: true });
  }

  async #end(signal) {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
}
