/** A condition on a label, as a form has it. */
export interface MatcherRow {
  name: string;
  operator: '=' | '!=' | '=~' | '!~';
  value: string;
}

export const OPERATORS: MatcherRow['operator'][] = ['=', '!=', '=~', '!~'];

/** A matcher as the API writes it. */
export function textOf({ name, operator, value }: MatcherRow): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
  return `${name}${operator}"${escaped}"`;
}

/** Reads what the API wrote. */
export function rowOf(text: string): MatcherRow {
  const parts = /^([^=!~]+)(=~|!~|!=|=)"(.*)"$/s.exec(text);
  if (!parts) return { name: text, operator: '=', value: '' };
  const [, name = '', operator = '=', quoted = ''] = parts;
  const value = quoted.replace(/\\(["\\n])/g, (_, c: string) => (c === 'n' ? '\n' : c));
  return { name, operator: operator as MatcherRow['operator'], value };
}
