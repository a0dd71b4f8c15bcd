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
