import type { PromData, PromSeries, WeirEvent } from '../api/types';
import type { Span } from '../time/range';

export interface Line {
  label: string;
  values: (number | null)[];
}

/** What a chart draws: instants in seconds, and lines of the same length. */
export interface Frame {
  times: number[];
  lines: Line[];
}

/** Fills `{{label}}` placeholders; without a template, the labels that tell the series apart. */
export function legendOf(template: string, metric: Record<string, string>): string {
  if (template) return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => metric[name] ?? '').trim();
  const { __name__: name = '', ...labels } = metric;
  const inside = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  return inside.length ? `${name}{${inside.join(', ')}}` : name || 'value';
}

/** Prometheus writes numbers as text; NaN and infinities cannot be drawn and become gaps. */
export function numberOf(text: string | undefined): number | null {
  const value = Number(text);
  return text === undefined || text === '' || !Number.isFinite(value) ? null : value;
}

export function gridOf(span: Span, stepSeconds: number): number[] {
  const first = Math.round(span.from / 1_000);
  const steps = Math.max(0, Math.floor((span.to / 1_000 - first) / stepSeconds));
  return Array.from({ length: steps + 1 }, (_, i) => first + i * stepSeconds);
}

/** The values of a series at the instants of the grid; where the series has no point there is null, never a guess. */
export function onGrid(series: PromSeries, times: number[], stepSeconds: number): (number | null)[] {
  const values: (number | null)[] = new Array(times.length).fill(null);
  const first = times[0] ?? 0;
  for (const [at, value] of series.values ?? []) {
    const index = Math.round((at - first) / stepSeconds);
    if (index >= 0 && index < values.length) values[index] = numberOf(value);
  }
  return values;
}

export function seriesOf(data: PromData | undefined): PromSeries[] {
  if (!data) return [];
  if (data.resultType === 'matrix' || data.resultType === 'vector') return data.result as PromSeries[];
  return [{ metric: {}, value: data.result as [number, string] }];
}

export interface Answer {
  data: PromData | undefined;
  legend: string;
}

/** All answers of a chart on one grid, in the order of their names so that colours stay with their line. */
export function frameOf(answers: Answer[], span: Span, stepSeconds: number): Frame {
  const times = gridOf(span, stepSeconds);
  const lines = answers.flatMap(({ data, legend }) =>
    seriesOf(data)
      .map((series) => ({ label: legendOf(legend, series.metric), values: onGrid(series, times, stepSeconds) }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true })),
  );
  return { times, lines };
}

export function renamed(frame: Frame, rename: ((label: string) => string) | undefined): Frame {
  if (!rename) return frame;
  return { ...frame, lines: frame.lines.map((line) => ({ ...line, label: rename(line.label) })) };
}

export function lastOf(values: (number | null)[]): number | null {
  return values.findLast((value) => value !== null) ?? null;
}

export function maxOf(values: (number | null)[]): number | null {
  return values.reduce((top, value) => (value !== null && (top === null || value > top) ? value : top), null);
}

export interface Band {
  from: number;
  to: number;
  severity: WeirEvent['severity'];
}

const RANK: Record<WeirEvent['severity'], number> = { INFO: 1, WARNING: 2, CRITICAL: 3 };

/**
 * The stretches in which events fired, each with the worst severity of its time and without overlap. What still fires
 * ends at the end of the span.
 */
export function bandsOf(events: WeirEvent[], span: Span): Band[] {
  const fired = events
    .filter((event) => event.firedAt !== null)
    .map((event) => ({
      from: Math.max(span.from, Date.parse(event.firedAt ?? event.startsAt)),
      to: Math.min(span.to, event.resolvedAt ? Date.parse(event.resolvedAt) : span.to),
      severity: event.severity,
    }))
    .filter((event) => event.to > event.from);
  const edges = [...new Set(fired.flatMap((event) => [event.from, event.to]))].sort((a, b) => a - b);
  const bands: Band[] = [];
  edges.forEach((from, i) => {
    const to = edges[i + 1];
    const on = fired
      .filter((event) => event.from <= from && event.to > from)
      .sort((a, b) => RANK[b.severity] - RANK[a.severity]);
    if (to === undefined || !on[0]) return;
    const last = bands.at(-1);
    if (last?.to === from && last.severity === on[0].severity) last.to = to;
    else bands.push({ from, to, severity: on[0].severity });
  });
  return bands;
}
