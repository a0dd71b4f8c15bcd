import type { Cluster, WeirEvent } from '../../api/types';
import { bandsOf } from '../../charts/shape';
import { severityTone, type Tone } from '../../components/tone';
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
  const starts = worst.length
    ? worst.map((event) => event.startsAt)
    : lost.map((cluster) => cluster.reachability.since);
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

/** The span as stretches without overlap: the worst that fired, and calm between. */
export function stretchesOf(events: WeirEvent[], span: Span): Stretch[] {
  const stretches: Stretch[] = [];
  let at = span.from;
  for (const band of bandsOf(events, span)) {
    if (band.from > at) stretches.push({ from: at, to: band.from, tone: 'healthy' });
    stretches.push({ from: band.from, to: band.to, tone: severityTone(band.severity) });
    at = band.to;
  }
  if (at < span.to) stretches.push({ from: at, to: span.to, tone: 'healthy' });
  return stretches;
}
