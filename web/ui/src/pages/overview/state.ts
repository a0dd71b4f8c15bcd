import type { Cluster, WeirEvent } from '../../api/types';
import type { Tone } from '../../components/tone';
import type { Span } from '../../time/range';

export interface RoomState {
  tone: Tone;
  critical: number;
  warning: number;
  info: number;
  /** Names of the clusters whose state is not known. */
  unknown: string[];
  /** When the oldest of what is wrong began; null while nothing is. */
  since: string | null;
}

/** The one answer of the overview: is anything wrong, and since when. Unknown is never called fine. */
export function roomState(firing: WeirEvent[], clusters: Cluster[]): RoomState {
  const of = (severity: WeirEvent['severity']) => firing.filter((event) => event.severity === severity);
  const critical = of('CRITICAL');
  const warning = of('WARNING');
  const info = of('INFO');
  const lost = clusters.filter((cluster) => cluster.reachability.state === 'unknown');
  const worst = critical.length ? critical : warning.length ? warning : [];
  const starts = worst.length ? worst.map((event) => event.startsAt) : lost.map((cluster) => cluster.reachability.since);
  const tone: Tone = critical.length ? 'critical' : warning.length ? 'warning' : lost.length ? 'unknown' : 'healthy';
  return {
    tone,
    critical: critical.length,
    warning: warning.length,
    info: info.length,
    unknown: lost.map((cluster) => cluster.name),
    since: starts.sort()[0] ?? null,
  };
}

export interface Stretch {
  from: number;
  to: number;
  tone: Tone;
}

const RANK: Record<string, number> = { CRITICAL: 3, WARNING: 2, INFO: 1 };
const TONES: Tone[] = ['healthy', 'info', 'warning', 'critical'];

/** The worst severity that fired at each moment of the span, as stretches without overlap. */
export function stretchesOf(events: WeirEvent[], span: Span): Stretch[] {
  const fired = events
    .filter((event) => event.firedAt)
    .map((event) => ({
      from: Math.max(span.from, Date.parse(event.firedAt ?? '')),
      to: Math.min(span.to, event.resolvedAt ? Date.parse(event.resolvedAt) : span.to),
      rank: RANK[event.severity] ?? 0,
    }))
    .filter((event) => event.to > event.from);
  const edges = [...new Set([span.from, span.to, ...fired.flatMap((event) => [event.from, event.to])])].sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const from = edges[i] ?? 0;
    const to = edges[i + 1] ?? 0;
    const rank = Math.max(0, ...fired.filter((event) => event.from <= from && event.to >= to).map((event) => event.rank));
    const tone = TONES[rank] ?? 'healthy';
    const last = stretches.at(-1);
    if (last?.tone === tone) last.to = to;
    else stretches.push({ from, to, tone });
  }
  return stretches;
}
