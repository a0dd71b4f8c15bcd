import type { Schemas } from '../../api/types';

export type Incident = Schemas['Incident'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type Finding = Schemas['Finding'];

const AROUND_MS = 15 * 60_000;

/** A text in the reader's language. */
export const say = (text: Schemas['Text'], language: string) => (language.startsWith('zh') ? text.zh : text.en);

/** A quarter of an hour before a problem and after it, or until now while it goes on. */
export function rangeOf(incident: Pick<Incident, 'since' | 'closedAt'>, now: number): { from: string; to: string } {
  const from = Date.parse(incident.since) - AROUND_MS;
  const to = incident.closedAt ? Date.parse(incident.closedAt) + AROUND_MS : Number.POSITIVE_INFINITY;
  return { from: String(from), to: to < now ? String(to) : 'now' };
}

/** What the log lines of a problem are found by: its processes, or else its clusters. */
export function logQueryOf(incident: Pick<Incident, 'clusters' | 'events'>): string {
  const quoted = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;
  const clusters = incident.clusters.map((cluster) => `cluster:${quoted(cluster)}`).join(' OR ');
  return incident.clusters.length > 1 ? `(${clusters})` : clusters;
}
