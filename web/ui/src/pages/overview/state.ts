import type { Cluster, Job, WeirEvent } from '../../api/types';
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
  /** Who has taken notice of what is wrong, or looks after it. */
  owners: string[];
  /** How much of what is wrong nobody has taken notice of. */
  unowned: number;
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
  const ownersOf = (each: WeirEvent) =>
    [each.assignment?.assignee, each.acknowledgement?.by].filter((name) => name !== undefined);
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
    owners: [...new Set(worst.flatMap(ownersOf))].sort(),
    unowned: worst.filter((each) => ownersOf(each).length === 0).length,
    since: starts.sort()[0] ?? null,
  };
}

export interface Stretch {
  from: number;
  to: number;
  tone: Tone;
}

/**
 * The span as stretches without overlap: the worst that fired, and calm between. Before this Weir watched, silence is no
 * calm but unknown.
 */
export function stretchesOf(events: WeirEvent[], span: Span, watchedSince: number): Stretch[] {
  const stretches: Stretch[] = [];
  let at = span.from;
  for (const band of bandsOf(events, span)) {
    stretches.push(...quiet(at, band.from, watchedSince));
    stretches.push({ from: band.from, to: band.to, tone: severityTone(band.severity) });
    at = band.to;
  }
  stretches.push(...quiet(at, span.to, watchedSince));
  return stretches;
}

function quiet(from: number, to: number, watchedSince: number): Stretch[] {
  const turn = Math.min(to, Math.max(from, watchedSince));
  const both: Stretch[] = [
    { from, to: turn, tone: 'unknown' },
    { from: turn, to, tone: 'healthy' },
  ];
  return both.filter((stretch) => stretch.to > stretch.from);
}

/** The sick first: by score, and those whose score is not known before the healthy; those that ended last. */
export function byTrouble(a: Job, b: Job): number {
  const rank = (job: Job) => (['FINISHED', 'CANCELED'].includes(job.state) ? 200 : (job.healthScore ?? 89.5));
  return rank(a) - rank(b) || b.firingEvents - a.firingEvents || a.name.localeCompare(b.name);
}
