// Finds a browser without root and without any download but npm's: CHROME_PATH, else the Chromium packed in
// @sparticuz/chromium (Linux x64), else an installed Chrome, Chromium or Edge.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const block = 512;

/** Writes the folders and files of an uncompressed tar archive below `folder`. */
function untar(archive, folder) {
  for (let at = 0; at + block <= archive.length && archive[at] !== 0;) {
    const text = (from, length) =>
      archive.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = parseInt(text(124, 12), 8) || 0;
    const kind = text(156, 1);
    const file = join(folder, text(0, 100));
    if (kind === '5') {
      mkdirSync(file, { recursive: true });
    } else if (kind === '0' || kind === '') {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, archive.subarray(at + block, at + block + size), { mode: 0o755 });
    }
    at += block + Math.ceil(size / block) * block;
  }
}

/** Unpacks the packed Chromium, once, into .cache beside node_modules. Two processes may race: the first rename wins. */
function unpack(pkg, folder) {
  const part = `${folder}.${process.pid}`;
  const read = (name) => brotliDecompressSync(readFileSync(join(pkg, 'bin', name)));
  mkdirSync(part, { recursive: true });
  writeFileSync(join(part, 'chromium'), read('chromium.br'), { mode: 0o755 });
  for (const archive of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
    untar(read(archive), part);
  }
  try {
    renameSync(part, folder);
  } catch (problem) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(folder)) throw problem;
  }
}

function packed() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const pkg = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..');
  const { version } = JSON.parse(readFileSync(join(pkg, 'package.json'), 'utf8'));
  const folder = join(pkg, '..', '..', '..', '.cache', `chromium-${version}`);
  if (!existsSync(folder)) unpack(pkg, folder);
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, join(folder, 'lib')].filter(Boolean).join(':'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
      HOME: process.env.HOME ?? folder
    }
  };
}

/** Starts a browser of its own process; the caller closes it. */
export async function launch() {
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) return chromium.launch({ executablePath: CHROME_PATH, args });
  const own = packed();
  if (own) return chromium.launch({ ...own, args });
  for (const channel of ['chrome', 'chromium', 'msedge']) {
    try {
      return await chromium.launch({ channel, args });
    } catch {
      // Not installed: the next one.
    }
  }
  throw new Error('No browser: install Chrome, or set CHROME_PATH to a Chromium.');
}
