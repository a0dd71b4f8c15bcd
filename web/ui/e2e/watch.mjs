import { check } from './browser.mjs';
import { settled } from './pages.mjs';

const EVENT_TIMEOUT = { timeout: 180_000 };

async function jobNamed(weir, name) {
  const job = (await weir.get('/api/v1/jobs')).find((each) => each.name === name);
  check(job, `there is no job ${name}`);
  return job;
}

const pathOf = (job) => `/clusters/${encodeURIComponent(job.cluster)}/jobs/${job.id}`;

export const watchTests = [
  [
    'the overview names the root of the back pressure of orders',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/');
      const line = page
        .getByRole('link')
        .filter({ hasText: /Backpressure(High|Severe)/ })
        .filter({ hasText: 'orders' })
        .first();
      await line.waitFor(EVENT_TIMEOUT);
      const job = await jobNamed(weir, 'orders');
      const detail = await weir.get(`/api/v1${pathOf(job)}`);
      const root = detail.vertices.find((vertex) => vertex.root);
      check(root, 'the API names no root');
      check(
        (await line.innerText()).includes(root.name),
        `the line does not name ${root.name}: ${await line.innerText()}`,
      );
      await page.getByRole('row').filter({ hasText: 'orders' }).first().waitFor();
      await weir.shoot('overview', page);
    },
  ],
  [
    'the graph of orders marks the root and opens its subtasks',
    async (weir) => {
      const job = await jobNamed(weir, 'orders');
      const page = await weir.user();
      await page.goto(pathOf(job));
      const root = page.getByRole('button', { name: /root of the back pressure/ });
      await root.waitFor(EVENT_TIMEOUT);
      await page.locator('canvas').first().waitFor();
      await weir.shoot('job-orders', page);
      await root.focus();
      await page.keyboard.press('Enter');
      const drawer = page.getByRole('dialog');
      await drawer.getByRole('table', { name: 'Subtasks' }).waitFor();
      check(new URL(page.url()).searchParams.get('vertex'), 'the open vertex is not in the URL');
      await drawer.locator('canvas').first().waitFor();
      await weir.shoot('job-orders-root', page);
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'hidden' });
    },
  ],
  [
    'a drag over a chart zooms the page, and one step back undoes it',
    async (weir) => {
      const job = await jobNamed(weir, 'orders');
      const page = await weir.user();
      await page.goto(`${pathOf(job)}?from=now-15m`);
      const plot = page.locator('.u-over').first();
      await plot.waitFor();
      // What comes later above it moves it down.
      await settled(page);
      await plot.scrollIntoViewIfNeeded();
      const box = await plot.boundingBox();
      await page.mouse.move(box.x + box.width * 0.5, box.y + 20);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.8, box.y + 30, { steps: 4 });
      await page.mouse.up();
      await page.waitForURL(/from=\d{13}&to=\d{13}/);
      const search = new URL(page.url()).searchParams;
      const minutes = (search.get('to') - search.get('from')) / 60_000;
      check(minutes > 3 && minutes < 6, `a third of 15 minutes became ${minutes}`);
      await page.goBack();
      check(new URL(page.url()).searchParams.get('from') === 'now-15m', `back led to ${page.url()}`);
    },
  ],
  [
    'an event leads to its job',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/events?from=now-6h');
      const link = page
        .getByRole('row')
        .filter({ hasText: /Backpressure/ })
        .filter({ hasText: 'orders' })
        .getByRole('link')
        .first();
      await link.waitFor(EVENT_TIMEOUT);
      await weir.shoot('events', page);
      await link.click();
      await page.waitForURL('**/events/*');
      await page.getByText('Fired').first().waitFor();
      await weir.shoot('event', page);
      await page.getByRole('link', { name: 'Job orders' }).click();
      await page.waitForURL('**/clusters/*/jobs/*');
      await page.getByRole('heading', { name: 'orders' }).waitFor();
      const search = new URL(page.url()).searchParams;
      check(search.get('from') && search.get('to'), 'the job is not shown around the time of the event');
    },
  ],
  [
    'a phrase is found in the logs and highlighted',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/logs?from=now-6h');
      const phrase = 'switched from RUNNING to FAILED';
      await page.getByRole('combobox', { name: 'Log query' }).fill(`"${phrase}"`);
      await page.keyboard.press('Enter');
      const first = page
        .getByRole('list', { name: /Log records/ })
        .getByRole('listitem')
        .filter({ has: page.locator('mark') })
        .first();
      await first.waitFor(EVENT_TIMEOUT);
      const marked = (await first.locator('mark').allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ');
      for (const word of phrase.split(' ')) check(marked.includes(word), `"${word}" is not highlighted: ${marked}`);
      await weir.shoot('logs', page);
      await first.getByRole('button', { name: /Open the record/ }).click();
      await page.getByRole('dialog').locator('mark').first().waitFor();
      await page.getByRole('dialog').getByText('Around it in').waitFor();
      await weir.shoot('logs-detail', page);
    },
  ],
  [
    'a query that cannot be understood says where',
    async (weir) => {
      const page = await weir.user();
      await page.goto(`/logs?q=${encodeURIComponent('(checkpoint OR')}`);
      await page.getByRole('alert').locator('mark').waitFor();
      await weir.shoot('logs-error', page);
    },
  ],
  [
    'the range goes with every link',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/?from=now-3h&refresh=30s');
      await page.getByRole('navigation').getByRole('link', { name: 'Jobs' }).click();
      await page.waitForURL('**/jobs?from=now-3h&refresh=30s');
      await page.keyboard.press('g');
      await page.keyboard.press('l');
      await page.waitForURL('**/logs?from=now-3h&refresh=30s');
      await page.getByRole('combobox', { name: 'Log query' }).waitFor();
      await page.keyboard.press('/');
      const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
      check(focused === 'Log query', `the focus is on ${focused}`);
    },
  ],
];
