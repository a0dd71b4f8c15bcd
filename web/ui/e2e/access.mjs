import { check } from './browser.mjs';

export const accessTests = [
  [
    'a wrong password shows what the server says',
    async (weir) => {
      const page = await weir.stranger();
      await page.goto('/login');
      await weir.login(page, 'not the password');
      const alert = page.getByRole('alert');
      await alert.waitFor();
      check((await alert.innerText()).trim().length > 20, 'the alert says nothing');
      check(new URL(page.url()).pathname === '/login', 'a wrong password led on');
      await weir.shoot('login-wrong-password', page);
    },
  ],
  [
    'the login leads to the page that was wanted',
    async (weir) => {
      const page = await weir.stranger();
      await page.goto('/events?severity=CRITICAL&from=now-6h');
      await page.waitForURL('**/login?next=*');
      await weir.login(page);
      await page.waitForURL('**/events?severity=CRITICAL&from=now-6h');
      await page.getByRole('heading', { name: 'Events' }).waitFor();
    },
  ],
  [
    'the login leads nowhere but to this console',
    async (weir) => {
      const page = await weir.stranger();
      await page.goto('/login?next=//example.org/');
      await weir.login(page);
      await page.getByTestId('state').waitFor();
      check(new URL(page.url()).pathname === '/', `led to ${page.url()}`);
    },
  ],
  [
    'the language is Chinese once chosen, also after a reload',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/jobs');
      await page.getByRole('button', { name: 'User, colours and language' }).click();
      await page.getByRole('menuitem', { name: '中文' }).click();
      await page.getByRole('heading', { name: '作业' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: '作业' }).waitFor();
      check((await page.locator('html').getAttribute('lang')) === 'zh-CN', 'the page does not say that it is Chinese');
      await weir.shoot('jobs-chinese', page);
    },
  ],
  [
    'a member is added, logs in with the password that was told, and sees no more than a viewer may',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/members');
      await page.getByRole('button', { name: 'Add a member' }).click();
      const name = `ann-${Date.now()}`;
      const drawer = page.getByRole('dialog', { name: 'Add a member' });
      await drawer.getByLabel('Username').fill(name);
      await drawer.getByRole('button', { name: 'Add a member' }).click();
      const told = page.getByRole('dialog', { name: `The password of ${name}` });
      const password = (await told.locator('[data-secret]').innerText()).trim();
      await told.getByRole('button', { name: 'I have it' }).click();
      await page.getByRole('row', { name: new RegExp(name) }).waitFor();
      await weir.shoot('members', page);

      const other = await weir.stranger();
      await other.goto('/login?next=%2Fmembers');
      await other.getByLabel('Username').fill(name);
      await other.locator('input[autocomplete=current-password]').fill(password);
      await other.getByRole('button', { name: 'Log in' }).click();
      await other.getByRole('row', { name: new RegExp(name) }).waitFor();
      check((await other.getByRole('button', { name: 'Add a member' }).count()) === 0, 'a viewer is offered members');
      await other.goto('/audit');
      await other.getByText('Your role may not read the audit trail.').waitFor();

      page.on('dialog', (dialog) => void dialog.accept());
      await page
        .getByRole('row', { name: new RegExp(name) })
        .getByRole('button', { name: 'Remove' })
        .click();
      await page.getByRole('row', { name: new RegExp(name) }).waitFor({ state: 'detached' });
      await page.goto(`/audit?q=${name}`);
      await page.getByText('add member').waitFor();
      await page.getByText('remove member').waitFor();
      await weir.shoot('audit', page);
    },
  ],
  [
    'a token is made, shown once, good for what it carries, and revoked',
    async (weir) => {
      const page = await weir.user();
      await page.goto('/tokens');
      await page.getByRole('button', { name: 'New token' }).click();
      const name = `grafana-${Date.now()}`;
      const drawer = page.getByRole('dialog', { name: 'New token' });
      await drawer.getByLabel('Name').fill(name);
      await drawer.getByRole('button', { name: 'New token' }).click();
      const told = page.getByRole('dialog', { name: `The token ${name}` });
      const secret = (await told.locator('[data-secret]').innerText()).trim();
      await told.getByRole('button', { name: 'I have it' }).click();
      const stranger = await weir.stranger();
      const asked = (path) => stranger.request.get(path, { headers: { Authorization: `Bearer ${secret}` } });
      check((await asked('/api/v1/jobs')).status() === 200, 'the token does not read');
      check((await asked('/api/v1/audit')).status() === 403, "a viewer's token reads the audit trail");
      page.on('dialog', (dialog) => void dialog.accept());
      await page
        .getByRole('row', { name: new RegExp(name) })
        .getByRole('button', { name: 'Revoke' })
        .click();
      await page.getByRole('row', { name: new RegExp(name) }).waitFor({ state: 'detached' });
      check((await asked('/api/v1/jobs')).status() === 401, 'a revoked token is good');
    },
  ],
];
