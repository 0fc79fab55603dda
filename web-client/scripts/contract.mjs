// Writes src/api/contract.ts, the types of the API, from the server's OpenAPI contract.
// With --check it only says whether that file is current.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const contract = new URL('../../server/src/main/resources/openapi.json', import.meta.url);
const target = new URL('../src/api/contract.ts', import.meta.url);

const head =
  '// Generated from server/src/main/resources/openapi.json by `npm run contract`. Change the contract, not this file.\n';
const types = astToString(await openapiTypescript(contract));
const options = { ...(await resolveConfig(target)), parser: 'typescript' };
const wanted = await format(head + types, options);

if (process.argv.includes('--check')) {
  let found = '';
  try {
    found = readFileSync(target, 'utf8');
  } catch {
    // Not written yet: reported below.
  }
  if (found !== wanted) {
    console.error('src/api/contract.ts does not match the contract. Run: npm run contract');
    process.exit(1);
  }
} else {
  writeFileSync(target, wanted);
}
