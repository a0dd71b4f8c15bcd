// Pictures of every page for docs/screens: node e2e/screens.mjs FOLDER [--all]
// Each page is taken wide, dark and English, and narrow, light and Chinese; with --all in every combination. See run.mjs for the environment.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { NARROW, openBrowser, WIDE } from './browser.mjs';
import { addresses, settled } from './pages.mjs';

const [folder = 'screens', all] = process.argv.slice(2);
/** Small files: they are looked at in a document, not measured. */
const PICTURE = { type: 'jpeg', quality: 55 };
const MOST_HEIGHT = 2_000;

const looks = [];
for (const scheme of ['dark', 'light']) {
  for (const language of ['en', 'zh']) {
    for (const [width, viewport] of Object.entries({ wide: WIDE, narrow: NARROW })) {
      const usual =
        (scheme === 'dark' && language === 'en' && width === 'wide') ||
        (scheme === 'light' && language === 'zh' && width === 'narrow');
      if (all || usual) looks.push({ scheme, language, width, viewport });
    }
  }
}

mkdirSync(folder, { recursive: true });
const weir = await openBrowser();
const pages = await addresses(weir);
let taken = 0;
for (const { scheme, language, width, viewport } of looks) {
  const page = await weir.user({ viewport, scheme });
  await page.addInitScript((value) => localStorage.setItem('weir-language', value), language);
  for (const [name, path] of Object.entries(pages)) {
    if (name === 'nowhere') continue;
    await page.goto(path);
    await settled(page);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ ...viewport, height: Math.min(MOST_HEIGHT, Math.max(viewport.height, height)) });
    await settled(page);
    await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}-${language}.jpg`), ...PICTURE });
    await page.setViewportSize(viewport);
    taken++;
  }
  await page.context().close();
}
await weir.close();
console.log(`${taken} pictures in ${folder}`);
