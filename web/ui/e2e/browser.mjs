import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const URL_OF_WEIR = process.env.WEIR_URL ?? 'http://127.0.0.1:8090';
const PASSWORD = process.env.WEIR_PASSWORD ?? '';
const FOLDER = process.env.WEIR_SCREENSHOTS;
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 390, height: 844 };

/** A browser on one Weir. Contexts that were opened for a test are closed after it. */
export async function openBrowser() {
  const browser = await chromium.launch({
    executablePath: process.env.WEIR_BROWSER ?? '/usr/bin/chromium',
    args: ARGUMENTS,
  });
  if (FOLDER) mkdirSync(FOLDER, { recursive: true });
  let contexts = [];
  let session;

  async function stranger({ viewport = WIDE, storageState, scheme = 'dark' } = {}) {
    const context = await browser.newContext({ viewport, baseURL: URL_OF_WEIR, locale: 'en-US', storageState });
    context.setDefaultTimeout(30_000);
    await context.addInitScript((value) => localStorage.setItem('mantine-color-scheme-value', value), scheme);
    contexts.push(context);
    return context.newPage();
  }

  async function login(page, password = PASSWORD) {
    await page.getByLabel('Username').fill('admin');
    await page
      .getByLabel('Password', { exact: true })
      .or(page.locator('input[autocomplete=current-password]'))
      .first()
      .fill(password);
    await page.getByRole('button', { name: 'Log in' }).click();
  }

  return {
    stranger,
    login,
    /** A page of somebody who is logged in; the login happens once. */
    async user(options = {}) {
      if (!session) {
        const page = await stranger();
        await page.goto('/');
        await login(page);
        await page.getByTestId('state').waitFor();
        session = await page.context().storageState();
      }
      return stranger({ ...options, storageState: session });
    },
    /** The data of a GET of the API. */
    async get(path) {
      const page = await this.user();
      const answer = await page.request.get(path);
      if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
      return (await answer.json()).data;
    },
    async shoot(name, page = contexts.at(-1)?.pages().at(-1)) {
      if (FOLDER && page) await page.screenshot({ path: join(FOLDER, `${name}.png`) });
    },
    async closePages() {
      await Promise.all(contexts.map((context) => context.close()));
      contexts = [];
    },
    close: () => browser.close(),
  };
}

export function check(holds, words) {
  if (!holds) throw new Error(words);
}
