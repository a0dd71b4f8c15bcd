import { check } from './browser.mjs';

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
    },
  ],
];
