import { readFile } from 'node:fs/promises';
import { check } from './browser.mjs';

const EVENT_TIMEOUT = { timeout: 180_000 };

async function orders(weir) {
  const job = (await weir.get('/api/v1/jobs')).find((each) => each.name === 'orders');
  check(job, 'there is no job orders');
  return `/clusters/${encodeURIComponent(job.cluster)}/jobs/${job.id}`;
}

/** What people do on call, beyond what the other files try. */
export const consoleTests = [
  [
    'the palette goes to a job by a few letters',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/status');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.keyboard.press('Control+k');
      const input = page.getByRole('combobox', { name: 'Go to anything' });
      await input.fill('job paym');
      await page.getByRole('option').filter({ hasText: 'payments' }).first().waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'payments', level: 1 }).waitFor();
    },
  ],
  [
    'a search is saved under a name and found again',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/logs?q=level%3AWARN&from=now-6h');
      await page.getByRole('button', { name: 'Share and save this page' }).click();
      await page.getByRole('menuitem', { name: 'Save this search' }).click();
      await page.getByLabel('Name').fill('my warnings');
      await page.keyboard.press('Enter');
      await page.goto('/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Go to anything' }).fill('my warn');
      await page.getByRole('option').filter({ hasText: 'my warnings' }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(/logs\?q=level%3AWARN&from=now-6h/);
    },
  ],
  [
    'the metrics of a task are charted by subtask, each with its meaning',
    async (weir) => {
      const path = await orders(weir);
      const detail = await weir.get(`/api/v1${path}`);
      const page = await weir.user();
      await page.goto(`${path}?tab=metrics&group=task&tasks=${detail.vertices[0].id}`);
      await page.locator('canvas').first().waitFor();
      await page.getByRole('button', { name: /^Busy: .*busyTimeMsPerSecond/ }).waitFor();
      await page.getByText('1 min').waitFor();
      await weir.shoot('job-metrics', page);
    },
  ],
  [
    'the threads and the flame graph of a vertex are asked of Flink',
    async (weir) => {
      const path = await orders(weir);
      const detail = await weir.get(`/api/v1${path}`);
      const root = detail.vertices.find((vertex) => vertex.root) ?? detail.vertices[1];
      const page = await weir.user();
      await page.goto(`${path}?vertex=${root.id}`);
      const drawer = page.getByRole('dialog');
      await drawer
        .getByRole('button', { name: /^taskmanager-/ })
        .first()
        .click();
      await drawer.getByText(/ threads$/).waitFor();
      await drawer.getByRole('button', { name: 'Take a flame graph' }).click();
      await drawer
        .getByText(/samples/)
        .first()
        .waitFor({ timeout: 60_000 });
      await weir.shoot('job-flame', page);
    },
  ],
  [
    'an event is acknowledged and its incident says so',
    async (weir) => {
      const incidents = (await weir.get('/api/v1/incidents?state=open')).incidents;
      const page = await weir.user();
      const event = (await weir.get('/api/v1/events?state=firing')).events.find((each) => each.rule !== 'Watchdog');
      check(event && incidents.length > 0, 'nothing fires');
      await page.goto(`/events/${encodeURIComponent(event.id)}`);
      const taken = page.getByText(/Acknowledged by/).first();
      const button = page.getByRole('button', { name: 'Acknowledge', exact: true });
      await button.or(taken).first().waitFor(EVENT_TIMEOUT);
      if (await button.isVisible()) await button.click();
      await taken.waitFor();
      await page.goto('/incidents');
      await page.getByRole('row').nth(1).waitFor();
    },
  ],
  [
    'the lines that were found are exported',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/logs?q=Job&from=now-6h');
      const coming = page.waitForEvent('download');
      await page
        .getByRole('link', { name: /ndjson/i })
        .or(page.getByRole('button', { name: /ndjson/i }))
        .first()
        .click();
      const text = await readFile(await (await coming).path(), 'utf8');
      const first = JSON.parse(text.split('\n')[0]);
      check(typeof first.text === 'string' || typeof first.message === 'string', `no record: ${text.slice(0, 200)}`);
    },
  ],
  [
    'the colours are dark once chosen, also after a reload',
    async (weir) => {
      const page = await weir.stranger();
      await page.goto('/');
      await weir.login(page);
      await page.getByTestId('state').waitFor();
      await page.getByRole('button', { name: 'User, colours and language' }).click();
      await page.getByRole('menuitem', { name: 'Dark' }).click();
      check((await page.locator('html').getAttribute('data-mantine-color-scheme')) === 'dark', 'the page is not dark');
    },
  ],
  [
    'the API tells of itself, and a call unfolds',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/reference?q=overview');
      await page.getByRole('button', { name: /GET\s*\/api\/v1\/overview/ }).click();
      await page.getByText('abnormalEvents').first().waitFor();
      await page.getByText(/WEIR_TOKEN/).waitFor();
    },
  ],
];
