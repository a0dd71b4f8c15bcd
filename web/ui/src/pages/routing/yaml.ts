/**
 * Texts that YAML would take for something else, or that its marks would cut. Digits are quoted, but for durations: 09:00 is a
 * number to YAML 1.1.
 */
const PLAIN = /^[A-Za-z_/(][\w/().$ -]*$/;
const DURATION = /^(\d+(ms|[smhdwy]))+$/;
const WORDS = /^(true|false|yes|no|on|off|y|n|null)$/i;

const scalar = (value: unknown): string => {
  if (typeof value !== 'string') return String(value);
  const plain = (PLAIN.test(value) && !WORDS.test(value) && !value.endsWith(' ')) || DURATION.test(value);
  return plain ? value : quoted(value);
};

/** Single quotes where nothing needs an escape, since matchers are full of double ones. */
const quoted = (text: string) => {
  const printable = [...text].every((c) => c >= ' ');
  return printable ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
};

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function lines(value: unknown, indent: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      if (!isMap(item)) return [`${indent}- ${scalar(item)}`];
      const [first = '{}', ...rest] = lines(item, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  if (!isMap(value)) return [indent + scalar(value)];
  return Object.entries(value)
    .filter(([, below]) => below !== undefined && below !== null)
    .flatMap(([key, below]) => {
      if (Array.isArray(below)) {
        return below.length === 0 ? [`${indent}${key}: []`] : [`${indent}${key}:`, ...lines(below, `${indent}  `)];
      }
      return isMap(below)
        ? [`${indent}${key}:`, ...lines(below, `${indent}  `)]
        : [`${indent}${key}: ${scalar(below)}`];
    });
}

/** A document of maps, lists and texts as YAML in blocks, as people write an alertmanager.yml. */
export function yamlOf(document: object): string {
  return `${lines(document, '').join('\n')}\n`;
}
