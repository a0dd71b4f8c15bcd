import type { Replay, ReplayReport } from '../../../api/types';

/** A bar of a lane, in shares of the range. */
export interface Bar {
  key: string;
  left: number;
  width: number;
  title: string;
  kind: 'fired' | 'other' | 'caught' | 'missed';
}

export interface Lane {
  subject: string;
  fired: Bar[];
  stored: Bar[];
}

const LEAST_WIDTH = 0.002;

/** The share of the range at which a time lies, kept within it. */
export function shareOf(at: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (at - from) / Math.max(1, to - from)));
}

function barOf(
  key: string,
  begin: number,
  end: number,
  range: [number, number],
  rest: Pick<Bar, 'title' | 'kind'>,
): Bar {
  const left = Math.min(shareOf(begin, ...range), 1 - LEAST_WIDTH);
  return { key, left, width: Math.max(LEAST_WIDTH, shareOf(end, ...range) - left), ...rest };
}

/** One lane a subject: when the rule would have fired, and below it what is stored. */
export function lanesOf(replay: Replay, report: ReplayReport, most: number): Lane[] {
  const range: [number, number] = [Date.parse(replay.from), Date.parse(replay.to)];
  const lanes = new Map<string, Lane>();
  const laneOf = (subject: string) => {
    const lane = lanes.get(subject) ?? { subject, fired: [], stored: [] };
    lanes.set(subject, lane);
    return lane;
  };
  for (const event of report.events) {
    const end = event.resolvedAt ? Date.parse(event.resolvedAt) : range[1];
    laneOf(event.subject).stored.push(
      barOf(event.id, Date.parse(event.firedAt), end, range, {
        title: event.summary,
        kind: event.caught ? 'caught' : 'missed',
      }),
    );
  }
  for (const firing of report.firings) {
    const end = firing.endedAt ? Date.parse(firing.endedAt) : range[1];
    const key = `${firing.fingerprint}-${firing.startsAt}`;
    laneOf(firing.subject).fired.push(
      barOf(key, Date.parse(firing.firedAt), end, range, { title: firing.summary, kind: 'fired' }),
    );
  }
  return [...lanes.values()]
    .sort((a, b) => b.fired.length + b.stored.length - a.fired.length - a.stored.length)
    .slice(0, most);
}

export interface Curve {
  subject: string;
  points: string;
}

export interface Plot {
  curves: Curve[];
  least: number;
  greatest: number;
  /** Where the threshold lies from the top, 0 to 1. */
  threshold: number | null;
}

/** What the threshold is compared with, as lines in a box of 1000 by 100. */
export function plotOf(replay: Replay, report: ReplayReport, most: number): Plot | null {
  const measures = report.measures.slice(0, most);
  const threshold = report.threshold === null ? Number.NaN : Number(report.parameters[report.threshold]);
  const values = measures.flatMap((measure) => measure.values);
  if (values.length === 0) return null;
  const within = Number.isFinite(threshold) ? [...values, threshold] : values;
  const lowest = within.reduce((a, b) => Math.min(a, b));
  const highest = within.reduce((a, b) => Math.max(a, b));
  const room = (highest - lowest || 1) * 0.05;
  const [bottom, top] = [lowest - room, highest + room];
  const from = Date.parse(replay.from);
  const to = Date.parse(replay.to);
  const down = (value: number) => (top - value) / (top - bottom);
  return {
    curves: measures.map((measure) => ({
      subject: measure.subject,
      points: measure.values
        .map((value, i) => {
          const x = shareOf(measure.timesMs[i] ?? from, from, to) * 1000;
          return `${x.toFixed(1)},${(down(value) * 100).toFixed(2)}`;
        })
        .join(' '),
    })),
    least: lowest,
    greatest: highest,
    threshold: Number.isFinite(threshold) ? down(threshold) : null,
  };
}
