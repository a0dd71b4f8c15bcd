/** Labels as people write them: `a=b c="d e"`, with spaces or commas between; what has no = is left out. */
export function labelsOf(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [, name = '', quoted, bare] of text.matchAll(/([A-Za-z_]\w*)\s*=\s*(?:"([^"]*)"|([^\s,]*))/g)) {
    labels[name] = quoted ?? bare ?? '';
  }
  return labels;
}

/** Labels as the test box takes them; one whose value has a double quote cannot be written there. */
export function labelsText(labels: Record<string, string>): string {
  return Object.entries(labels)
    .filter(([, value]) => !value.includes('"'))
    .map(([name, value]) => (/^[^\s,]+$/.test(value) ? `${name}=${value}` : `${name}="${value}"`))
    .join(' ');
}
