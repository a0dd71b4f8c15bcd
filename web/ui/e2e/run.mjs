// Browser tests against a live Weir that runs the demo: node e2e/run.mjs
//   WEIR_URL          such as http://127.0.0.1:8090
//   WEIR_PASSWORD     of admin
//   WEIR_SCREENSHOTS  folder for screenshots; none are taken without it
//   WEIR_BROWSER      the browser, /usr/bin/chromium by default

import { accessTests } from './access.mjs';
import { alertingTests } from './alerting.mjs';
import { openBrowser } from './browser.mjs';
import { consoleTests } from './console.mjs';
import { hostedTests } from './hosted.mjs';
import { hostileJobTests, hostileTests } from './hostile.mjs';
import { pageTests } from './pages.mjs';
import { routingTests } from './routing.mjs';
import { watchTests } from './watch.mjs';

const tests = [
  ...accessTests,
  ...watchTests,
  ...alertingTests,
  ...routingTests,
  ...consoleTests,
  ...hostedTests,
  ...hostileTests,
  ...pageTests,
  ...hostileJobTests,
];
const only = process.argv[2];
const weir = await openBrowser();
let failed = 0;
let passed = 0;
for (const [name, test] of tests) {
  if (only && !name.includes(only)) continue;
  const began = Date.now();
  try {
    await test(weir);
    passed++;
    console.log(`ok   ${name} (${Date.now() - began} ms)`);
  } catch (problem) {
    failed++;
    console.log(
      `FAIL ${name} (${Date.now() - began} ms)\n     ${String(problem?.stack ?? problem).replaceAll('\n', '\n     ')}`,
    );
    await weir.shoot(`failed-${name.replaceAll(/\W+/g, '-')}`).catch(() => undefined);
  } finally {
    await weir.closePages();
  }
}
await weir.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
