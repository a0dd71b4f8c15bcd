import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe (https://github.com/dequelabs/axe-core) calls serious or critical on a page as it stands, a line each. The script comes in by the browser's
 * own protocol, because the content security policy lets no page load it.
 */
export async function seriousFaults(page) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { violations: all } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return all
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => ({
        id,
        nodes: nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
      }));
  });
  return violations.map(({ id, nodes }) => `axe ${id}: ${nodes.join(' | ')}`);
}
