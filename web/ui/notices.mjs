// The licences of the packages that are in the built console; an unknown or unwanted one is an error.
import { readFileSync } from 'node:fs';

const ALLOWED = ['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'ISC', 'OFL-1.1', '(MIT OR CC0-1.0)'];

const lock = JSON.parse(readFileSync(new URL('./package-lock.json', import.meta.url), 'utf8'));
const lines = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '' || entry.dev) {
    continue;
  }
  const name = path.replace(/^.*node_modules\//, '');
  if (!ALLOWED.includes(entry.license)) {
    throw new Error(
      `${name} ${entry.version} has the licence ${entry.license}, which is not among ${ALLOWED.join(', ')}`,
    );
  }
  lines.push(`(${entry.license}) ${name} ${entry.version}`);
}
console.log(`Packages in Weir's console, ${lines.length} of them:\n\n${lines.sort().join('\n')}`);
