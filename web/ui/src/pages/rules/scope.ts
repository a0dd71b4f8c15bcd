/** One label matcher of a PromQL selector. */
export interface Matcher {
  name: string;
  operator: '=' | '!=' | '=~' | '!~';
  value: string;
}

export const OPERATORS: Matcher['operator'][] = ['=', '!=', '=~', '!~'];

const ONE = /^\s*([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*"((?:[^"\\\n]|\\.)*)"\s*(,|$)/;
const ESCAPES: Record<string, string> = { n: '\n', t: '\t' };

/** The matchers of a selector in the form that this page writes; undefined for one that it cannot show as a form. */
export function matchersOf(selector: string): Matcher[] | undefined {
  const braces = /^\s*\{([\s\S]*)\}\s*$/.exec(selector);
  if (!braces) return undefined;
  let rest = braces[1] ?? '';
  const matchers: Matcher[] = [];
  while (rest.trim()) {
    const found = ONE.exec(rest);
    if (!found) return undefined;
    const [all, name = '', operator = '=', quoted = ''] = found;
    const value = quoted.replace(/\\(.)/g, (_, char: string) => ESCAPES[char] ?? char);
    matchers.push({ name, operator: operator as Matcher['operator'], value });
    rest = rest.slice(all.length);
  }
  return matchers;
}

/** The selector of some matchers. */
export function selectorOf(matchers: Matcher[]): string {
  const quoted = (value: string) =>
    `"${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(/\t/g, '\\t')}"`;
  return `{${matchers.map(({ name, operator, value }) => `${name}${operator}${quoted(value)}`).join(', ')}}`;
}

/** What a person set, without what they left as it is. */
export function setOnly(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );
}
