import type { JobState, Severity } from '../api/types';

/** The states a thing can be in, each with one colour. */
export type Tone = 'healthy' | 'warning' | 'critical' | 'info' | 'unknown' | 'quiet';

export function severityTone(severity: Severity | null | undefined): Tone {
  if (!severity) return 'quiet';
  return severity === 'CRITICAL' ? 'critical' : severity === 'WARNING' ? 'warning' : 'info';
}

export function jobTone(state: JobState, known = true): Tone {
  if (!known) return 'unknown';
  switch (state) {
    case 'RUNNING':
      return 'healthy';
    case 'FAILED':
    case 'FAILING':
      return 'critical';
    case 'RESTARTING':
    case 'CANCELLING':
    case 'SUSPENDED':
    case 'RECONCILING':
      return 'warning';
    case 'INITIALIZING':
    case 'CREATED':
      return 'info';
    default:
      return 'quiet';
  }
}

/** Back pressure: Flink's own console calls it low up to a tenth and high from a half on. */
export function pressureTone(share: number | null): Tone {
  if (share === null) return 'unknown';
  return share >= 0.5 ? 'critical' : share > 0.1 ? 'warning' : 'healthy';
}

/** Busy alone is no fault: only a vertex that is nearly always busy is worth amber. */
export function busyTone(share: number | null): Tone {
  if (share === null) return 'unknown';
  return share >= 0.9 ? 'warning' : 'info';
}

const ORDER: Severity[] = ['CRITICAL', 'WARNING', 'INFO'];
export const bySeverity = (a: Severity, b: Severity) => ORDER.indexOf(a) - ORDER.indexOf(b);

/** From where a score is good, or bad. */
export function healthTone(score: number | null): Tone {
  return score === null ? 'unknown' : score >= 90 ? 'healthy' : score >= 60 ? 'warning' : 'critical';
}
