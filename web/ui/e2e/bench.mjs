// How fast the console is on this machine, beside Prometheus' own: node e2e/bench.mjs
//   WEIR_URL, WEIR_PASSWORD   a Weir that scrapes and takes in logs, such as the demo
//   PROMETHEUS_URL            a Prometheus that scrapes as much; without it there is one column
//   WEIR_BENCH_LOADS          page loads and, times 20, requests of each kind; 15 by default

import { openBrowser, WIDE } from './browser.mjs';
import { addresses } from './pages.mjs';

const LOADS = Number(process.env.WEIR_BENCH_LOADS ?? 15);
const WEIR = process.env.WEIR_URL ?? 'http://127.0.0.1:8090';
const PROMETHEUS = process.env.PROMETHEUS_URL;
const FRAMES_MS = 6_000;

const rank = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
};
const median = (values) => rank(values, 0.5);
const ms = (value) => (value === undefined || Number.isNaN(value) ? '-' : `${value.toFixed(value < 10 ? 1 : 0)} ms`);

/** Loads a page with an empty cache: bytes of scripts, compressed as they are sent, first paint, and when what it is for is there. */
async function load(page, url, ready) {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  const scripts = new Set();
  client.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
  // Of bodies alone: the headers of each are no scripts.
  client.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  const began = Date.now();
  await page.goto(url, { waitUntil: 'commit' });
  await ready(page);
  const interactive = Date.now() - began;
  const painted = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  await client.detach();
  return { bytes, painted, interactive };
}

async function loads(page, url, ready) {
  const all = [];
  await load(page, url, ready);
  for (let i = 0; i < LOADS; i++) all.push(await load(page, url, ready));
  return {
    bytes: median(all.map((each) => each.bytes)),
    painted: median(all.map((each) => each.painted)),
    interactive: median(all.map((each) => each.interactive)),
  };
}

/** Times of a list, one request after the other, over one connection. */
async function times(request, url) {
  const all = [];
  for (let i = 0; i < LOADS * 20; i++) {
    const began = performance.now();
    const answer = await request.get(url);
    await answer.body();
    all.push(performance.now() - began);
    if (!answer.ok()) throw new Error(`${url} answered ${answer.status()}`);
  }
  return { p50: median(all), p99: rank(all, 0.99) };
}

/** Frames while the pointer is dragged over charts and the page is scrolled. */
async function frames(page) {
  await page.evaluate(() => {
    globalThis.gaps = [];
    let last = performance.now();
    const tick = (now) => {
      globalThis.gaps.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const until = Date.now() + FRAMES_MS;
  for (let i = 0; Date.now() < until; i++) {
    await page.mouse.move(260 + ((i * 23) % 1_100), 320 + ((i * 7) % 420));
    if (i % 12 === 0) await page.mouse.wheel(0, i % 24 === 0 ? 260 : -200);
  }
  const gaps = (await page.evaluate(() => globalThis.gaps)).slice(5);
  return { p50: median(gaps), p95: rank(gaps, 0.95), slow: gaps.filter((gap) => gap > 34).length / gaps.length };
}

const CHARTS = 50;

/**
 * A demo is minutes old and its job has fewer charts: they are repeated, and each gets a whole day of points, as many as a Weir that has run for one
 * would answer.
 */
async function fillDays(page) {
  await page.route('**/jobs/*/metrics?**', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    const drawn = [];
    for (const chart of body.data) {
      const query = encodeURIComponent(chart.queries[0].expr);
      const now = await page.request.get(`${WEIR}/prometheus/api/v1/query?query=${query}`);
      if ((await now.json()).data.result.length > 0) drawn.push(chart);
    }
    body.data = Array.from({ length: CHARTS }, (_, i) => {
      const chart = drawn[i % drawn.length];
      return { ...chart, id: `${chart.id}-${i}` };
    });
    await route.fulfill({ response: answer, json: body });
  });
  await page.route('**/prometheus/api/v1/query_range**', async (route) => {
    const asked = new URL(route.request().url());
    const [start, end, step] = ['start', 'end', 'step'].map((name) => Number.parseFloat(asked.searchParams.get(name)));
    // The last minute has every series; a day's steps may all be before the demo began.
    const now = Date.now() / 1_000;
    for (const [name, value] of Object.entries({ start: now - 60, end: now, step: 15 })) {
      asked.searchParams.set(name, String(value));
    }
    const answer = await route.fetch({ url: asked.href });
    const body = await answer.json();
    for (const [i, series] of (body.data?.result ?? []).entries()) {
      const last = Number(series.values.at(-1)[1]) || 1;
      series.values = [];
      for (let at = start; at <= end; at += step) {
        series.values.push([at, String(last * (1 + 0.4 * Math.sin(at / 3_000 + i) + 0.1 * Math.sin(at / 61)))]);
      }
    }
    await route.fulfill({ response: answer, json: body });
  });
}

const weir = await openBrowser();
const page = await weir.user({ viewport: WIDE });
const pages = await addresses(weir);
const ours = await loads(page, '/', (at) => at.getByTestId('state').waitFor());

const lists = {};
for (const path of [
  '/api/v1/jobs',
  '/api/v1/events?limit=100',
  '/api/v1/incidents',
  '/api/v1/clusters',
  '/api/v1/rules',
  '/api/v1/logs/search?q=level:WARN&from=now-1h',
]) {
  lists[path] = await times(page.request, WEIR + path);
}

await fillDays(page);
await page.goto(`${pages['job-metrics'].replace('group=task', 'group=overview')}&from=now-24h&to=now`);
await page.waitForFunction((least) => document.querySelectorAll('canvas').length >= least, CHARTS);
await page.waitForFunction(() => document.querySelector('main [role=status]') === null);
const charts = await page.locator('canvas').count();
const moved = await frames(page);

let theirs;
let theirQuery;
if (PROMETHEUS) {
  const other = await weir.stranger({ viewport: WIDE });
  theirs = await loads(other, `${PROMETHEUS}/graph`, (at) => at.getByRole('button', { name: 'Execute' }).waitFor());
  theirQuery = await times(other.request, `${PROMETHEUS}/api/v1/alerts`);
}
await weir.close();

const row = (name, one, two = '-') => console.log(`| ${name} | ${one} | ${two} |`);
console.log('| | Weir | Prometheus |\n|---|---|---|');
row(
  'scripts of the first page, compressed',
  `${(ours.bytes / 1e3).toFixed(0)} kB`,
  theirs && `${(theirs.bytes / 1e3).toFixed(0)} kB`,
);
row('first contentful paint', ms(ours.painted), theirs && ms(theirs.painted));
row(
  'interactive: the overview has its answer; the query can be run',
  ms(ours.interactive),
  theirs && ms(theirs.interactive),
);
for (const [path, { p50, p99 }] of Object.entries(lists)) row(`\`${path}\`, p50 / p99`, `${ms(p50)} / ${ms(p99)}`);
if (theirQuery) row('`/api/v1/alerts`, p50 / p99', '-', `${ms(theirQuery.p50)} / ${ms(theirQuery.p99)}`);
row(`${charts} charts of 24 h, pointer and scroll: frame p50 / p95`, `${ms(moved.p50)} / ${ms(moved.p95)}`);
row('frames over 34 ms', `${(moved.slow * 100).toFixed(1)} %`);
