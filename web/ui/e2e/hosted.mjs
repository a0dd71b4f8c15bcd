import { seriousFaults } from './axe.mjs';
import { check } from './browser.mjs';

const SLOW = { timeout: 180_000 };

const SCRIPT = `CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '20');
CREATE TABLE nowhere (n BIGINT) WITH ('connector' = 'blackhole');
INSERT INTO nowhere SELECT n FROM numbers;
`;

async function sound(page, where) {
  const faults = await seriousFaults(page);
  check(faults.length === 0, `${where}: ${faults.join('; ')}`);
}

/** A cluster of the demo that takes jobs of others. */
export async function sessionOf(weir) {
  const clusters = await weir.get('/api/v1/clusters');
  const jobs = await weir.get('/api/v1/jobs');
  const one = clusters.find(({ name }) => jobs.some(({ cluster, state }) => cluster === name && state === 'RUNNING'));
  check(one, 'no cluster runs anything');
  return one.name;
}

export async function change(page, method, path, data) {
  const answer = await page.request.fetch(path, { method, headers: { 'X-Requested-With': 'weir' }, data });
  check(answer.ok(), `${method} ${path} answered ${answer.status()}: ${await answer.text()}`);
}

async function write(page, script) {
  const editor = page.locator('.cm-content').first();
  await editor.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(script);
}

/** Of a Mantine select: opened by its box, chosen from its list. */
async function choose(page, box, option) {
  await box.click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

export const hostedTests = [
  [
    'two versions of a deployment are compared',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/deployments');
      const name = `compared-${Date.now()}`;
      const at = `/api/v1/deployments/${name}`;
      const spec = (parallelism, rows) => ({
        spec: {
          mode: 'session',
          session: 'nowhere',
          parallelism,
          sql: { script: SCRIPT.replace("'20'", `'${rows}'`) },
        },
      });
      await change(page, 'PUT', at, spec(1, 20));
      await change(page, 'POST', `${at}/publish`, { description: 'as it was' });
      await change(page, 'PUT', at, spec(2, 50));
      await change(page, 'POST', `${at}/publish`, { description: 'twice as wide' });

      await page.goto(`/deployments/${name}?tab=versions`);
      const found = page.getByRole('table', { name: 'Compare' }).or(page.getByRole('grid', { name: 'Compare' }));
      await found.waitFor();
      const rows = found.getByRole('row');
      await rows.filter({ hasText: 'parallelism' }).filter({ hasText: '1' }).filter({ hasText: '2' }).waitFor();
      await rows.filter({ hasText: 'sql.script' }).filter({ hasText: "'50'" }).waitFor();
      check((await rows.count()) === 3, `a head and two differences: ${await found.innerText()}`);
      await sound(page, 'versions');
      await weir.shoot('versions-compared', page);
      await choose(
        page,
        page
          .getByRole('combobox', { name: 'with' })
          .or(page.getByLabel('with', { exact: true }))
          .first(),
        'v1',
      );
      await page.getByText('They are the same.').waitFor();
      await change(page, 'DELETE', at);
    },
  ],
  [
    'what a job is to talk to is tried before it is started',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/deployments');
      await page.getByRole('button', { name: 'Check a connection' }).click();
      const dialog = page.getByRole('dialog', { name: 'Check a connection' });
      const box = dialog.getByLabel('Host, or host and port');
      const { host } = new URL(page.url());
      await box.fill(host);
      await box.press('Enter');
      await dialog.getByText(`${host} can be reached`, { exact: true }).waitFor(SLOW);
      await sound(page, 'a connection that is there');
      await box.fill('kafka-1.invalid:9092');
      await box.press('Enter');
      await dialog.getByText('kafka-1.invalid:9092 cannot be reached', { exact: true }).waitFor(SLOW);
      await weir.shoot('connection-check', page);
      await page.keyboard.press('Escape');
    },
  ],
  [
    'a rule is replayed with another threshold, which is saved',
    async (weir) => {
      const rules = await weir.get('/api/v1/rules');
      const rule = rules.find((each) => /Backpressure/.test(each.name) && each.parameters.threshold);
      check(rule, 'no rule about back pressure has a threshold');
      const page = await weir.user();
      await page.goto(`/rules?from=now-30m&to=now&replay=${rule.name}`);
      const panel = page.locator('section', { hasText: `Replay of ${rule.name}` }).first();
      const threshold = panel.getByLabel('threshold', { exact: true });
      const before = await threshold.inputValue();
      const tried = String(Number.parseFloat(before) * 0.9);
      await threshold.fill(tried);
      await panel.getByRole('button', { name: 'Replay', exact: true }).click();
      await panel.getByText('In total').waitFor(SLOW);
      await sound(page, 'replay');
      await weir.shoot('replay', page);
      await panel.getByRole('button', { name: 'Save these values' }).click();
      await page.getByText(`${rule.name} is set up anew`).waitFor();
      const after = await weir.get(`/api/v1/rules/${rule.name}`);
      check(after.setting.parameters.threshold === tried, `saved is ${JSON.stringify(after.setting)}`);
      const answer = await page.request.put(`/api/v1/rules/${rule.name}/setting`, {
        headers: { 'X-Requested-With': 'weir', 'If-Match': `"${after.setting.version}"` },
        data: { parameters: {}, scopes: [] },
      });
      check(answer.ok(), await answer.text());
    },
  ],
  [
    'a SQL job is made, checked, debugged, started, suspended and resumed',
    async (weir) => {
      const session = await sessionOf(weir);
      const page = await weir.user();
      const name = `numbers-${Date.now()}`;
      await page.goto('/deployments');
      await page.getByRole('button', { name: 'New deployment' }).first().click();
      const drawer = page.getByRole('dialog', { name: 'New deployment' });
      await drawer.getByLabel('Name').first().fill(name);
      await drawer.getByText('A session cluster', { exact: true }).click();
      await choose(
        page,
        drawer
          .locator('input:not([type=radio])')
          .and(drawer.getByLabel(/^Session cluster/))
          .first(),
        session,
      );
      await drawer.getByText('A script in SQL', { exact: true }).click();

      await write(page, SCRIPT.replace('SELECT n', 'SELECT m'));
      await drawer.getByRole('button', { name: 'Check' }).click();
      await drawer.getByText('1 fault', { exact: true }).waitFor(SLOW);
      await drawer.getByText(/line 3, column \d+/).waitFor();
      await sound(page, 'a script with a fault');
      await weir.shoot('sql-fault', page);
      await write(page, SCRIPT);
      await drawer.getByRole('button', { name: 'Check' }).click();
      await drawer.getByText(/Flink [\d.]+ can run it/).waitFor(SLOW);

      await drawer.getByRole('button', { name: 'Debug' }).first().click();
      await drawer.getByRole('button', { name: 'Debug' }).nth(1).click();
      const rows = drawer.getByRole('table', { name: 'Debug' }).getByRole('row');
      await rows.nth(3).waitFor(SLOW);
      await weir.shoot('sql-debug', page);
      const stop = drawer.getByRole('button', { name: 'Stop', exact: true });
      // It may end by itself, at a hundred rows, before it is stopped.
      await stop.click({ timeout: 5_000 }).catch(() => undefined);
      await drawer.getByText(/^(stopped|100 rows)$/).waitFor(SLOW);

      await drawer.getByRole('button', { name: 'Save', exact: true }).click();
      await page.waitForURL(`**/deployments/${name}*`);
      await page.goto(`/deployments/${name}?tab=draft`);
      await page.getByRole('button', { name: 'Publish', exact: true }).click();
      await page.getByText('Published as version 1').waitFor();
      await page.goto(`/deployments/${name}`);
      const state = (word) => page.getByText(word, { exact: true }).first().waitFor(SLOW);
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await state('running');
      await sound(page, 'a deployment that runs');
      await page.getByRole('button', { name: 'Suspend', exact: true }).click();
      await state('suspended');
      await weir.shoot('sql-suspended', page);
      const [snapshot] = await weir.get(`/api/v1/deployments/${name}/snapshots`);
      check(snapshot?.kind === 'stop' && snapshot.state === 'present', `kept is ${JSON.stringify(snapshot)}`);
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await state('running');
      const [run] = await weir.get(`/api/v1/deployments/${name}/runs`);
      check(run.number === 2 && run.restoredFrom, `resumed is ${JSON.stringify(run)}`);
      page.on('dialog', (dialog) => void dialog.accept());
      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
      await state('cancelled');
      await change(page, 'DELETE', `/api/v1/deployments/${name}`);
    },
  ],
  [
    'a Python program is drafted beside what its interpreter says of itself',
    async (weir) => {
      const page = await weir.user();
      const name = `python-${Date.now()}`;
      const upload = await page.request.post('/api/v1/artifacts/counting.py', {
        headers: { 'X-Requested-With': 'weir', 'Content-Type': 'application/octet-stream' },
        data: Buffer.from('print("one")\n'),
      });
      check(upload.ok(), `the upload answered ${upload.status()}: ${await upload.text()}`);
      const { version } = (await upload.json()).data;
      const found = await weir.get('/api/v1/python?flinkVersion=2.3.0');
      await page.goto('/deployments');
      await page.getByRole('button', { name: 'New deployment' }).first().click();
      const drawer = page.getByRole('dialog', { name: 'New deployment' });
      await drawer.getByLabel('Name').first().fill(name);
      await drawer.getByText('A Python program', { exact: true }).click();
      await drawer.getByText(found.message).waitFor();
      await choose(page, drawer.getByRole('combobox', { name: 'Program' }), `counting.py v${version}`);
      await drawer.getByLabel('Arguments').fill('--out\nx');
      await sound(page, 'a Python program');
      await weir.shoot('python-draft', page);
      await drawer.getByRole('button', { name: 'Save', exact: true }).click();
      await page.waitForURL(`**/deployments/${name}*`);
      const { draft } = await weir.get(`/api/v1/deployments/${name}`);
      const wanted = { artifact: { name: 'counting.py', version }, files: [], arguments: ['--out', 'x'] };
      check(JSON.stringify(draft.python) === JSON.stringify(wanted), `the draft has ${JSON.stringify(draft.python)}`);
      await change(page, 'DELETE', `/api/v1/deployments/${name}`);
      await change(page, 'DELETE', `/api/v1/artifacts/counting.py/${version}`);
    },
  ],
  [
    'the tail of the logs shows what matches as it comes, and holds still when it is told to',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/logs?q=level:INFO%20OR%20level:WARN&live=1&from=now-15m&to=now');
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      const list = page.getByRole('list', { name: 'Log records, newest first' });
      await list.getByRole('listitem').first().waitFor(SLOW);
      await sound(page, 'the tail');
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: /Resume/ }).waitFor();
      const still = await list.innerText();
      // The count on the button grows while the list does not.
      const resume = page.getByRole('button', { name: /Resume \([1-9]\d* waiting\)/ });
      await resume.waitFor(SLOW);
      check((await list.innerText()) === still, 'the list moved while it was paused');
      await weir.shoot('tail-paused', page);
      await resume.click();
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      await page.waitForFunction(
        (before) => document.querySelector('[role=list][aria-label^="Log records"]')?.innerText !== before,
        still,
        SLOW,
      );
    },
  ],
  [
    'a workspace is made, somebody is added to it, and they see what is in it and nothing else',
    async (weir) => {
      const page = await weir.user();
      const name = `team-${Date.now()}`;
      await page.goto('/workspaces');
      await page.getByRole('textbox', { name: 'Workspace', exact: true }).fill(name);
      await page.getByRole('button', { name: 'New workspace' }).click();
      await page.getByRole('link', { name, exact: true }).click();
      await page.waitForURL(`**/workspaces?*workspace=${name}*`);
      // The form of the workspace that was shown before takes what is typed with it.
      await page.getByText(`Members of ${name}`, { exact: true }).waitFor();
      await page.getByRole('textbox', { name: 'Username' }).fill(`ann-${name}`);
      await page.getByRole('button', { name: 'Add a member' }).click();
      const told = page.getByRole('dialog', { name: `The password of ann-${name}` });
      const password = (await told.locator('[data-secret]').innerText()).trim();
      await told.getByRole('button', { name: 'I have it' }).click();
      await page.getByRole('row', { name: new RegExp(`ann-${name}`) }).waitFor();
      await sound(page, 'workspaces');
      await weir.shoot('workspaces', page);
      const spec = { spec: { mode: 'session', session: 'nowhere', sql: { script: SCRIPT } } };
      await change(page, 'PUT', `/api/v1/deployments/${name}?workspace=${name}`, spec);

      const other = await weir.stranger();
      const refusedPaths = [];
      other.on('response', (answer) => {
        if (answer.status() === 403) refusedPaths.push(new URL(answer.url()).pathname);
      });
      await other.goto('/login');
      await other.getByLabel('Username').fill(`ann-${name}`);
      await other.locator('input[autocomplete=current-password]').fill(password);
      await other.getByRole('button', { name: 'Log in' }).click();
      await other.waitForURL('**/deployments*');
      await other.getByRole('link', { name, exact: true }).waitFor();
      check((await other.getByRole('link', { name: 'Logs' }).count()) === 0, 'the logs are offered');
      check(!refusedPaths.some((path) => path.includes('/events/stream')), 'a stream is asked for that is not theirs');
      check((await other.getByRole('button', { name: /Break something/ }).count()) === 0, 'drills are offered');
      const refused = await other.request.get('/api/v1/jobs');
      check(refused.status() === 403, `jobs answered ${refused.status()}`);
      await sound(other, 'the deployments of a workspace');
      await weir.shoot('workspace-of-ann', other);
      await change(page, 'DELETE', `/api/v1/deployments/${name}`);
      await change(page, 'DELETE', `/api/v1/workspaces/${name}`);
    },
  ],
];
