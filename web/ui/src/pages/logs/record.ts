import type { LogHit } from '../../api/types';

export interface Segment {
  text: string;
  marked: boolean;
}

/** The stretch [from, to) of a text, cut where highlights begin and end. Offsets are UTF-16, as the contract says. */
export function segmentsOf(text: string, highlights: LogHit['highlights'], from = 0, to = text.length): Segment[] {
  const segments: Segment[] = [];
  let at = from;
  for (const { start, end } of highlights) {
    if (end <= at || start >= to) continue;
    const begin = Math.max(at, start);
    if (begin > at) segments.push({ text: text.slice(at, begin), marked: false });
    segments.push({ text: text.slice(begin, Math.min(end, to)), marked: true });
    at = Math.min(end, to);
  }
  if (at < to) segments.push({ text: text.slice(at, to), marked: false });
  return segments;
}

/** Flink's stock log4j pattern: %d %-5p %-60c %x - %m. What it says of time, level and logger has columns of its own. */
const PREFIX = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.,]\d{3}\S*\s+\[?[A-Z]+\]?\s+\S+\s+\[[^\]]*\]\s+-\s/;

/** Where the message begins. A highlight within the prefix keeps it, so that nothing found is hidden. */
export function messageStart(hit: Pick<LogHit, 'text' | 'highlights'>): number {
  const length = PREFIX.exec(hit.text)?.[0].length ?? 0;
  return hit.highlights.some((span) => span.start < length) ? 0 : length;
}

export interface FirstLine {
  from: number;
  to: number;
  moreLines: number;
}

export function firstLineOf(hit: Pick<LogHit, 'text' | 'highlights'>): FirstLine {
  const from = messageStart(hit);
  const text = hit.text.trimEnd();
  const end = text.indexOf('\n', from);
  if (end < 0) return { from, to: text.length, moreLines: 0 };
  return { from, to: end, moreLines: text.slice(end).split('\n').length - 1 };
}

/** The last part of a logger's name, as a person calls it. */
export function shortLogger(logger: string | null): string {
  return logger?.split('.').at(-1) ?? '';
}

/** The query with one more condition, unless it has it already. */
export function withTerm(query: string, term: string): string {
  if (query.split(/\s+/).includes(term)) return query;
  if (!query.trim()) return term;
  return /\bOR\b/.test(query) ? `(${query}) AND ${term}` : `${query} ${term}`;
}

/** A term that asks for one value of a field. */
export function termOf(field: string, value: string): string {
  return /^[\w.$>=-]+$/.test(value) ? `${field}:${value}` : `${field}:"${value.replace(/["\\]/g, '\\$&')}"`;
}

const UNITS: Record<string, number> = { s: 1e3, m: 60e3, h: 3600e3, d: 86400e3, w: 604800e3 };

/** A moment as the URL has it: now, some time before it, or a time; NaN if it is none of these. */
function momentOf(text: string, now: number): number {
  const relative = /^now(?:-(\d+)([smhdw]))?$/.exec(text);
  if (relative) return now - Number(relative[1] ?? 0) * (UNITS[relative[2] ?? 's'] ?? 0);
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
}

/** The same length of time right before a range; the ends move with the clock, but only by whole minutes. */
export function beforeOf(from: string, to: string, now: number): { from: string; to: string } {
  const minute = Math.floor(now / 60e3) * 60e3;
  const start = momentOf(String(from), minute);
  const end = momentOf(String(to), minute);
  return { from: new Date(2 * start - end).toISOString(), to: new Date(start).toISOString() };
}
