import { check } from './browser.mjs';

const EVENT_TIMEOUT = { timeout: 180_000 };

/** An event that goes on for as long as the demo does. */
async function lastingEvent(weir) {
  const page = await weir.user();
  await page.goto('/events?from=now-6h&state=firing');
  const link = page
    .getByRole('row')
    .filter({ hasText: /Backpressure/ })
    .filter({ hasText: 'orders' })
    .getByRole('link')
    .first();
  await link.waitFor(EVENT_TIMEOUT);
  await link.click();
  await page.waitForURL('**/events/*');
  return { page, id: decodeURIComponent(new URL(page.url()).pathname.split('/').pop()) };
}

async function silencesOf(weir, comment) {
  return (await weir.get('/api/v1/silences')).filter((silence) => silence.comment === comment);
}

export const alertingTests = [
  [
    'an event is silenced from its page, the silence is changed, and ended',
    async (weir) => {
      const { page, id } = await lastingEvent(weir);
      const comment = `a browser looks at it ${Date.now()}`;
      await page.getByRole('link', { name: 'Silence this' }).click();
      const drawer = page.getByRole('dialog');
      await drawer.getByText(/\d+ events? that fires? now would be silent/).waitFor();
      const labels = await drawer
        .getByLabel('Label', { exact: true })
        .evaluateAll((all) => all.map((one) => one.value));
      check(labels.includes('job_name') && !labels.includes('severity'), `the labels are ${labels}`);
      await drawer.getByRole('textbox', { name: 'Why' }).fill(comment);
      await weir.shoot('silence-of-event', page);
      await drawer.getByRole('button', { name: 'Silence', exact: true }).click();
      await drawer.waitFor({ state: 'hidden' });
      const row = page.getByRole('row').filter({ hasText: comment });
      await row.getByText('active', { exact: true }).waitFor();
      const [made] = await silencesOf(weir, comment);
      check(made.untilResolved && made.silenced > 0, `the silence is ${JSON.stringify(made)}`);
      const about = await weir.get(`/api/v1/silences?event=${encodeURIComponent(id)}`);
      check(
        about.some((silence) => silence.id === made.id),
        'the silence does not match its event',
      );

      await row.getByRole('button', { name: 'Change' }).first().click();
      await drawer.getByRole('textbox', { name: 'Why' }).fill(`${comment} again`);
      await drawer.getByRole('button', { name: 'Silence', exact: true }).click();
      await drawer.waitFor({ state: 'hidden' });
      const changed = page.getByRole('row').filter({ hasText: `${comment} again` });
      await changed.waitFor();
      await weir.shoot('silences', page);
      await changed.getByRole('button', { name: 'End now' }).first().click();
      await changed.waitFor({ state: 'hidden' });
      await page.getByText('expired', { exact: true }).click();
      await page
        .getByRole('row')
        .filter({ hasText: `${comment} again` })
        .waitFor();
      const [ended] = await silencesOf(weir, `${comment} again`);
      check(ended.state === 'expired', `it is ${ended.state}`);
    },
  ],
  [
    'an event leads to the route that it takes',
    async (weir) => {
      const { page } = await lastingEvent(weir);
      await page.getByRole('link', { name: 'Where it is told' }).click();
      await page.waitForURL('**/routing?labels=*');
      await page.getByTestId('goes-to').getByText('It goes to').waitFor();
      await page.locator('[data-verdict=taken]').first().waitFor();
    },
  ],
  [
    'a receiver is sent a test and its own answer is shown',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/receivers');
      const [receiver] = await weir.get('/api/v1/receivers');
      const row = page.getByRole('row').filter({ hasText: receiver.name }).first();
      await row.getByRole('button', { name: 'Send a test' }).first().click();
      const answers = page.getByRole('status').filter({ hasText: `Test of ${receiver.name}` });
      await answers.getByText('taken', { exact: true }).first().waitFor();
      check(/\b2\d\d\b/.test(await answers.innerText()), `no status: ${await answers.innerText()}`);
      await weir.shoot('receiver-tested', page);
    },
  ],
];
