import { check } from './browser.mjs';

const HEADERS = { 'X-Requested-With': 'weir' };

const inForce = (weir) => weir.get('/api/v1/routing');

/** Goes back to the routes of the config file, so that every test begins with them. */
async function asFile(weir) {
  const { source, version } = await inForce(weir);
  if (source !== 'stored') return;
  const page = await weir.user();
  const answer = await page.request.delete('/api/v1/routing', { headers: { ...HEADERS, 'If-Match': `"${version}"` } });
  check(answer.ok(), await answer.text());
}

/** Saves a routing as somebody else would. */
async function saveElsewhere(page, version, routing) {
  const answer = await page.request.put('/api/v1/routing', {
    headers: { ...HEADERS, 'If-Match': `"${version}"` },
    data: routing,
  });
  check(answer.ok(), await answer.text());
}

async function open(weir, search = '') {
  const page = await weir.user();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`/routing${search}`);
  await page.getByRole('tabpanel').waitFor();
  return page;
}

/** Adds a route below the root by the form. */
async function addRoute(page, label, value) {
  await page.getByRole('button', { name: 'What to do with this route' }).first().click();
  await page.getByRole('menuitem', { name: 'Add a route below' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: 'Add a label' }).click();
  await drawer.getByLabel('Label', { exact: true }).fill(label);
  await drawer.getByLabel('Value', { exact: true }).fill(value);
  return drawer;
}

const done = (drawer) => drawer.getByRole('button', { name: 'Done' }).click();

async function save(page) {
  await page.getByRole('button', { name: 'Look and save' }).click();
  const review = page.getByRole('dialog');
  await review.getByRole('button', { name: 'Save', exact: true }).click();
  await review.waitFor({ state: 'hidden' });
  await page.getByRole('region', { name: 'Changes that are not saved' }).waitFor({ state: 'hidden' });
}

export const routingTests = [
  [
    'a route is added, tried before it is saved, saved, and taken back',
    async (weir) => {
      await asFile(weir);
      const page = await open(weir);
      const drawer = await addRoute(page, 'severity', 'critical');
      await drawer.getByRole('combobox', { name: 'Receiver' }).or(drawer.getByLabel('Receiver')).first().click();
      await page.getByRole('option', { name: 'demo' }).click();
      await drawer.getByLabel('First message after').fill('2s');
      await weir.shoot('route', page);
      await done(drawer);

      await page.getByLabel('Labels of an event').fill('severity=critical cluster=demo');
      await page.getByRole('button', { name: 'Try it' }).click();
      await page.getByTestId('goes-to').getByText('With your changes it would go to').waitFor();
      const taken = page.locator('[data-verdict=taken]').filter({ hasText: 'severity="critical"' });
      await taken.getByText('it matches').waitFor();
      check(new URL(page.url()).searchParams.get('labels')?.includes('severity'), 'the test is not in the URL');
      await weir.shoot('routing-tried', page);

      await page.reload();
      await page.locator('[data-verdict=taken]').filter({ hasText: 'severity="critical"' }).waitFor();
      const before = await inForce(weir);
      check(!JSON.stringify(before.routing).includes('2s'), 'the draft is in force before it was saved');
      await page.getByRole('button', { name: 'Look and save' }).click();
      const review = page.getByRole('dialog');
      await review.locator('ins').filter({ hasText: 'group_wait: 2s' }).waitFor();
      await weir.shoot('routing-review', page);
      await page.keyboard.press('Escape');
      await review.waitFor({ state: 'hidden' });
      await save(page);
      const after = await inForce(weir);
      check(after.version > before.version && after.source === 'stored', `version ${after.version} ${after.source}`);
      check(JSON.stringify(after.routing).includes('"2s"'), JSON.stringify(after.routing));

      await page.getByRole('tab', { name: 'Versions' }).click();
      await page.getByText('in force', { exact: true }).waitFor();
      await weir.shoot('routing-versions', page);
      await page.getByRole('button', { name: 'Back to the config file' }).click();
      await page.getByText(/^From the config file|^Nobody wrote routes/).waitFor();
      await page.getByRole('button', { name: 'Compare with now' }).first().click();
      await page.locator('del').filter({ hasText: 'group_wait: 2s' }).waitFor();
    },
  ],
  [
    'what cannot be in force is said at its field and not saved',
    async (weir) => {
      await asFile(weir);
      const page = await open(weir);
      const drawer = await addRoute(page, 'team', 'data');
      const field = drawer.getByLabel('News after');
      await field.fill('soon');
      await page.waitForFunction(() => document.querySelector('[aria-invalid=true]') !== null);
      check((await field.getAttribute('aria-invalid')) === 'true', 'the fault is at another field');
      await weir.shoot('route-fault', page);
      await done(drawer);
      await page.getByRole('alert').filter({ hasText: 'group_interval' }).waitFor();
      await page.getByRole('button', { name: 'Look and save' }).click();
      check(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled(), 'it could be saved');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('alert').filter({ hasText: 'group_interval' }).waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Discard' }).click();
      await page.getByRole('region', { name: 'Changes that are not saved' }).waitFor({ state: 'hidden' });
    },
  ],
  [
    'two who change the routes at once do not undo each other unseen',
    async (weir) => {
      await asFile(weir);
      const page = await open(weir, '?refresh=1h');
      await done(await addRoute(page, 'team', 'mine'));
      const { version, routing } = await inForce(weir);
      const theirs = structuredClone(routing);
      theirs.route.routes = [{ receiver: '(nobody)', matchers: ['team="theirs"'] }, ...(theirs.route.routes ?? [])];
      await saveElsewhere(page, version, theirs);

      await page.getByRole('button', { name: 'Look and save' }).click();
      const review = page.getByRole('dialog');
      const button = review.getByRole('button', { name: 'Save', exact: true });
      const alert = review.getByRole('alert').filter({ hasText: `saved version ${version + 1}` });
      // The console may know of the other version by now, or learn of it as it saves.
      await button.or(alert).first().waitFor();
      if (!(await alert.isVisible())) await button.click();
      await alert.waitFor();
      await review.locator('del').filter({ hasText: 'team="theirs"' }).waitFor();
      await weir.shoot('routing-conflict', page);
      check(JSON.stringify((await inForce(weir)).routing) === JSON.stringify(theirs), 'theirs was undone unseen');
      await review.getByRole('button', { name: `change version ${version + 1}` }).click();
      await button.click();
      await review.waitFor({ state: 'hidden' });
      check(JSON.stringify((await inForce(weir)).routing).includes('mine'), 'mine was not saved');
      await asFile(weir);
    },
  ],
  [
    'an alertmanager.yml is read with what is not done, and becomes the draft',
    async (weir) => {
      await asFile(weir);
      const page = await open(weir, '?tab=yaml');
      await page.getByRole('button', { name: 'Import an alertmanager.yml' }).click();
      const dialog = page.getByRole('dialog');
      await dialog
        .getByLabel('alertmanager.yml')
        .fill(
          [
            'global: {resolve_timeout: 5m}',
            'route:',
            '  receiver: demo',
            '  routes:',
            '    - matchers: [team="data"]',
            '      receiver: pagers',
            'receivers:',
            '  - name: demo',
            '    webhook_configs: [{url: "http://127.0.0.1:9/"}]',
            '  - name: pagers',
            '    victorops_configs: [{api_key: x, routing_key: y}]',
            '',
          ].join('\n'),
        );
      await dialog.getByRole('button', { name: 'Read it' }).click();
      await dialog.getByText('global.resolve_timeout').waitFor();
      await weir.shoot('routing-import', page);
      await dialog.getByRole('button', { name: 'Take into the draft' }).click();
      await dialog.waitFor({ state: 'hidden' });
      check(
        (await page.getByRole('textbox', { name: 'YAML' }).inputValue()).includes('receiver: pagers'),
        'the YAML is not the draft',
      );
      await page.getByRole('tab', { name: 'Routes' }).click();
      await page.getByRole('alert').filter({ hasText: 'there is no receiver "pagers"' }).waitFor();
      await weir.shoot('routing-imported', page);
      await page.getByRole('button', { name: 'Discard' }).click();
    },
  ],
  [
    'a time interval and an inhibit rule are made by forms, and a new name reaches the routes',
    async (weir) => {
      await asFile(weir);
      const page = await open(weir, '?tab=times');
      const drawer = page.getByRole('dialog');
      await page.getByRole('button', { name: 'Add a time interval' }).click();
      await drawer.getByLabel('Name').fill('nights');
      await drawer.getByRole('button', { name: 'Add times of the day' }).click();
      await drawer.getByLabel('From').fill('22:00');
      await drawer.getByLabel('To', { exact: true }).fill('24:00');
      await done(drawer);

      await page.getByRole('tab', { name: 'Routes' }).click();
      await addRoute(page, 'team', 'sleepers');
      await drawer.getByRole('textbox', { name: 'Silent in' }).or(drawer.getByLabel('Silent in')).first().click();
      await page.getByRole('option', { name: 'nights' }).first().click();
      await page.keyboard.press('Escape');
      await page.getByText('silent in nights').waitFor();
      if (await drawer.isVisible()) await done(drawer);

      await page.getByRole('tab', { name: 'Time intervals' }).click();
      await page.getByRole('button', { name: /^nights/ }).click();
      await drawer.getByLabel('Name').fill('darkness');
      await weir.shoot('routing-interval', page);
      await done(drawer);
      await page.getByText('named by 1 route').waitFor();

      await page.getByRole('tab', { name: 'Inhibit rules' }).click();
      await page.getByRole('button', { name: 'Add an inhibit rule' }).click();
      for (const side of ['While events fire with', 'events are kept back with']) {
        const group = drawer.getByRole('group', { name: side });
        await group.getByRole('button', { name: 'Add a label' }).click();
        await group.getByLabel('Label', { exact: true }).fill('severity');
        await group.getByLabel('Value', { exact: true }).fill(side.startsWith('While') ? 'critical' : 'info');
      }
      await done(drawer);
      await save(page);
      const { routing } = await inForce(weir);
      const sleepers = routing.route.routes.at(-1);
      check(sleepers.mute_time_intervals[0] === 'darkness', `the route has ${JSON.stringify(sleepers)}`);
      check(routing.time_intervals[0].time_intervals[0].times[0].end_time === '24:00', JSON.stringify(routing));
      check(routing.inhibit_rules[0].target_matchers[0] === 'severity="info"', JSON.stringify(routing.inhibit_rules));
      await asFile(weir);
    },
  ],
  [
    'routes are reached and moved by keys',
    async (weir) => {
      await asFile(weir);
      const page = await open(weir);
      for (const team of ['a', 'b']) await done(await addRoute(page, 'team', team));
      const order = () => page.locator('[data-way]').allInnerTexts();
      const before = await order();
      await page.locator('[data-way]').last().focus();
      await page.keyboard.press('Alt+ArrowUp');
      await page.waitForFunction(
        (last) => [...document.querySelectorAll('[data-way]')].at(-1).innerText !== last,
        before.at(-1),
      );
      check((await order()).at(-2) === before.at(-1), `the order is ${await order()}`);
      await page.waitForFunction(() => document.activeElement?.innerText.includes('team="b"'));
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Discard' }).click();
    },
  ],
];
