/** A time range as it stands in the URL: each end is `now`, `now-1h`, or milliseconds since 1970. */
export interface RangeText {
  from: string;
  to: string;
}

export const DEFAULT_RANGE: RangeText = { from: 'now-30m', to: 'now' };
export const QUICK_RANGES = ['5m', '15m', '30m', '1h', '3h', '6h', '12h', '1d', '2d', '7d'];
export const REFRESH_CHOICES = ['off', '5s', '10s', '30s'] as const;
export type Refresh = (typeof REFRESH_CHOICES)[number];

const UNIT_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const RELATIVE = /^now(?:-(\d+)([smhdw]))?$/;

/** Milliseconds of one end, or null where the text is none. */
export function resolveEnd(text: string, now: number): number | null {
  const relative = RELATIVE.exec(text);
  if (relative) return now - (relative[1] ? Number(relative[1]) * (UNIT_MS[relative[2] ?? 's'] ?? 0) : 0);
  if (/^\d{10,}$/.test(text)) return Number(text);
  const parsed = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(parsed) ? null : parsed;
}

export interface Span {
  from: number;
  to: number;
}

/** Both ends in milliseconds. A range that cannot be read or is empty becomes the last hour. */
export function resolveRange(range: RangeText, now: number): Span {
  const from = resolveEnd(range.from, now);
  const to = resolveEnd(range.to, now);
  if (from === null || to === null || from >= to) return { from: now - 3_600_000, to: now };
  return { from, to };
}

/** The length of a quick range such as `1h`, or null when the range is none of them. */
export function quickOf(range: RangeText): string | null {
  if (range.to !== 'now') return null;
  const quick = range.from.replace(/^now-/, '');
  return QUICK_RANGES.includes(quick) ? quick : null;
}

export function refreshMs(refresh: Refresh): number | false {
  return refresh === 'off' ? false : Number.parseInt(refresh, 10) * 1_000;
}

const STEPS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600];

/** The step in seconds that draws a span with at most `points` points; never finer than a scrape. */
export function stepFor(span: Span, points = 240): number {
  const wanted = (span.to - span.from) / 1_000 / points;
  return STEPS.find((step) => step >= wanted) ?? Math.ceil(wanted / 3_600) * 3_600;
}

/** The span moved out to whole steps, so that two refreshes sample the same instants. */
export function alignSpan(span: Span, step: number): Span {
  const ms = step * 1_000;
  return { from: Math.floor(span.from / ms) * ms, to: Math.floor(span.to / ms) * ms };
}
