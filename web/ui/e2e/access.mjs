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
];
