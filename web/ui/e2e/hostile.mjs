import { check } from './browser.mjs';
import { change, sessionOf } from './hosted.mjs';

const SLOW = { timeout: 120_000 };

/** What strangers write: markup, a script, a link that runs, colours of a terminal, a formula. */
const hostile = (mark) =>
  `=HYPERLINK("https://elsewhere") ${mark} <img src=x onerror="globalThis.hostile=1"><script>globalThis.hostile=2</script>` +
  ` <a href="javascript:globalThis.hostile=3">here</a> [click](javascript:globalThis.hostile=4) \u001b[31mred\u001b[0m`;

async function harmless(page, where) {
  const found = await page.evaluate(() => ({
    ran: globalThis.hostile,
    images: document.querySelectorAll('img[src="x"]').length,
    links: document.querySelectorAll('a[href^="javascript:" i]').length,
  }));
  check(!found.ran && found.images === 0 && found.links === 0, `${where}: ${JSON.stringify(found)}`);
}

export const hostileTests = [
  [
    'what strangers write into a log line is text on the page and in an export',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/logs');
      const mark = `hostile${Date.now()}`;
      const made = await page.request.post('/api/v1/tokens', {
        headers: { 'X-Requested-With': 'weir' },
        data: { name: mark, scope: 'push' },
      });
      check(made.ok(), await made.text());
      const { secret } = (await made.json()).data;
      const pushed = await page.request.post('/api/v1/logs/push?cluster=strangers', {
        headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/x-ndjson' },
        data: `${JSON.stringify({ message: hostile(mark), level: 'ERROR' })}\n`,
      });
      check(pushed.ok(), await pushed.text());

      await page.goto(`/logs?q=${mark}&from=now-1h&to=now&refresh=5s`);
      const line = page.getByRole('listitem').filter({ hasText: mark }).first();
      await line.waitFor(SLOW);
      check((await line.innerText()).includes('<img src=x onerror='), 'the markup is not there as text');
      await harmless(page, 'the list');
      await line.getByRole('button', { name: /Open the record/ }).click();
      await page.getByRole('dialog').filter({ hasText: mark }).waitFor(SLOW);
      await harmless(page, 'the record');
      await weir.shoot('hostile-line', page);
      const csv = await (await page.request.get(`/api/v1/logs/export?format=csv&q=${mark}&from=now-1h`)).text();
      check(csv.includes(mark), `the export has no such line: ${csv.slice(0, 200)}`);
      check(!/(^|,)"[=+@]/m.test(csv), 'a cell of the export begins as a formula');
      check(!csv.includes('\u001b'), 'the export colours the terminal of whoever looks at it');
    },
  ],
];

/** They leave a failed job behind. */
export const hostileJobTests = [
  [
    'what strangers write into the name of a job, its exceptions and its deployment is text wherever it is shown',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/deployments');
      const name = `hostile-${Date.now()}`;
      const words = hostile(name).replaceAll("'", "''");
      const script = `CREATE TABLE words (word STRING) WITH ('connector' = 'datagen', 'rows-per-second' = '1');
CREATE TABLE nowhere (n INT) WITH ('connector' = 'blackhole');
INSERT INTO nowhere SELECT CAST(CONCAT(word, '${words}') AS INT) FROM words;
`;
      const at = `/api/v1/deployments/${name}`;
      await change(page, 'PUT', at, {
        description: hostile(name),
        labels: { team: hostile(name).slice(0, 100) },
        spec: {
          mode: 'session',
          session: await sessionOf(weir),
          parallelism: 1,
          options: { 'pipeline.name': hostile(name), 'restart-strategy.type': 'none' },
          sql: { script },
        },
      });
      await change(page, 'POST', `${at}/publish`, { description: hostile(name) });
      await change(page, 'POST', `${at}/start`, {});
      let job;
      for (const end = Date.now() + SLOW.timeout; !job && Date.now() < end; ) {
        await page.waitForTimeout(500);
        const jobs = (await (await page.request.get('/api/v1/jobs')).json()).data;
        job = jobs.find((each) => each.name.includes(name) && each.state === 'FAILED');
      }
      check(job, 'the job never failed');
      check(job.name === hostile(name), `its name became ${job.name}`);

      const home = `/clusters/${encodeURIComponent(job.cluster)}/jobs/${job.id}`;
      const shown = async (where, path) => {
        await page.goto(path);
        // Narrow windows have their own copy of some cells, which is hidden in wide ones.
        await page.getByText(name).locator('visible=true').first().waitFor(SLOW);
        await harmless(page, where);
      };
      await shown('the deployment', `/deployments/${name}`);
      await shown('its versions', `/deployments/${name}?tab=versions`);
      await shown('the deployments', '/deployments');
      await shown('the jobs', '/jobs');
      await shown('the job', home);
      await shown('its exceptions', `${home}?tab=exceptions`);
      await weir.shoot('hostile-exception', page);
      await shown('the events', '/events?from=now-1h&to=now&refresh=5s');
      await shown('the incidents', '/incidents?from=now-1h&to=now&refresh=5s');
      const incident = (await weir.get('/api/v1/incidents?limit=50')).incidents.find((each) =>
        JSON.stringify(each).includes(job.id),
      );
      check(incident, 'no incident is of the job');
      await shown('the incident', `/incidents/${incident.id}`);
      await weir.shoot('hostile-incident', page);
      const answer = await page.request.get(`/api/v1/incidents/${incident.id}/export?format=html`);
      const html = await answer.text();
      check(answer.ok() && html.includes(name), `the export says nothing of the job: ${html.slice(0, 200)}`);
      await page.goto('about:blank');
      await page.setContent(html);
      await harmless(page, 'the export');
    },
  ],
];
