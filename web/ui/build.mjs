// Builds the console for Maven: `node build.mjs`. It does only what is stale, and says in a line what it does.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const HERE = dirname(fileURLToPath(import.meta.url));
const CONTRACT = join(HERE, '..', 'src', 'main', 'resources', 'openapi.yaml');
const DIST = join(HERE, 'dist');
const NODE_NEEDED = [20, 19];
const FIRST_LOAD_LIMIT = 250_000;
const began = Date.now();

const say = (text) => console.log(`console: ${text}`);

function fail(text) {
  console.error(`console: ${text}`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1])) return;
  fail(`Node ${process.versions.node} is too old: ${NODE_NEEDED.join('.')} or newer is needed`);
}

function run(command, args) {
  const result = spawnSync(command, args, { cwd: HERE, encoding: 'utf8', shell: process.platform === 'win32' });
  if (result.error) fail(`${command} cannot be started: ${result.error.message}`);
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}${result.stderr}`);
    fail(`${command} ${args.join(' ')} ended with ${result.status}`);
  }
}

function filesUnder(path) {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.includes(join('api', 'generated')))
    .sort();
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(HERE.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const unchanged = (mark, hash) => existsSync(mark) && readFileSync(mark, 'utf8') === hash;

function install() {
  const lock = join(HERE, 'package-lock.json');
  const mark = join(HERE, 'node_modules', '.weir-lock');
  const hash = hashOf([lock]);
  if (unchanged(mark, hash)) return;
  say('npm ci');
  run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts']);
  writeFileSync(mark, hash);
}

/** The gzipped bytes of all scripts that the first page names, so that they come at once. */
function firstLoad() {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8');
  const scripts = new Set([...page.matchAll(/"\/([\w./-]+\.js)"/g)].map(([, file]) => file));
  if (scripts.size < 2) fail('dist/index.html names no scripts');
  return [...scripts].reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file))).length, 0);
}

function build() {
  const configs = ['index.html', 'vite.config.ts', 'tsconfig.json', 'package-lock.json', 'build.mjs'].map((name) =>
    join(HERE, name),
  );
  const hash = hashOf([CONTRACT, ...configs, ...filesUnder(join(HERE, 'src')), ...filesUnder(join(HERE, 'public'))]);
  const mark = join(DIST, '.weir-hash');
  if (unchanged(mark, hash)) {
    say('up to date');
    return;
  }
  say('types from openapi.yaml');
  mkdirSync(join(HERE, 'src', 'api', 'generated'), { recursive: true });
  run('npx', ['--no-install', 'openapi-typescript', CONTRACT, '-o', 'src/api/generated/schema.d.ts']);
  say('vite build');
  run('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn']);
  const bytes = firstLoad();
  if (bytes > FIRST_LOAD_LIMIT) fail(`the first load is ${bytes} bytes of gzipped scripts, over ${FIRST_LOAD_LIMIT}`);
  writeFileSync(mark, hash);
  say(
    `built in ${((Date.now() - began) / 1000).toFixed(1)} s, first load ${(bytes / 1000).toFixed(0)} kB of gzipped scripts`,
  );
}

checkNode();
install();
build();
