import type { JobState, StatusChange } from '../../api/types';
import type { Span } from '../../time/range';

export interface StateStretch {
  from: number;
  to: number;
  /** Null before the first change that was seen. */
  state: JobState | null;
}

/** The job's state over the span, from its changes in any order. */
export function statesOf(changes: StatusChange[], span: Span): StateStretch[] {
  const sorted = [...changes].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const stretches: StateStretch[] = [];
  let at = span.from;
  let state: JobState | null = sorted[0]?.previous ?? null;
  for (const change of sorted) {
    const when = Date.parse(change.at);
    if (when > span.to) break;
    if (when > at) {
      stretches.push({ from: at, to: when, state });
      at = when;
    }
    state = change.current;
  }
  if (at < span.to) stretches.push({ from: at, to: span.to, state });
  return stretches;
}
