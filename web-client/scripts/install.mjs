// Runs `npm ci`, unless what is installed is already what package-lock.json asks for.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));

// The packages of a lock file, without what npm leaves out of its own copy.
function packages(file, isInstalled) {
  try {
    const entries = Object.entries(JSON.parse(readFileSync(folder + file, 'utf8')).packages);
    return new Map(entries.filter(([path]) => path !== '').map(([path, entry]) => [path, entry]));
  } catch {
    return isInstalled ? new Map() : null;
  }
}

function isCurrent() {
  const wanted = packages('package-lock.json', false);
  const installed = packages('node_modules/.package-lock.json', true);
  for (const [path, entry] of wanted) {
    const found = installed.get(path);
    if (!found && !entry.optional) return false;
    if (found && (found.version !== entry.version || found.integrity !== entry.integrity))
      return false;
  }
  return [...installed.keys()].every((path) => wanted.has(path));
}

if (!isCurrent()) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = ['ci', '--no-audit', '--no-fund', '--prefer-offline'];
  const done = spawnSync(npm, options, {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32'
  });
  process.exit(done.status ?? 1);
}
