import { useMemo } from 'react';
import { useApi } from '../../api/useApi';

/** Values by label. */
export type KnownLabels = Record<string, string[]>;

/** Labels that events have in any installation. */
const ALWAYS = ['severity', 'alertname', 'cluster', 'job_name', 'job_id', 'process'];

/** The labels and values of the newest events, for completion. */
export function useKnownLabels(): KnownLabels {
  const { data } = useApi('/api/v1/events', { query: { from: 'now-30d', limit: 200 }, every: false });
  return useMemo(() => {
    const known = new Map<string, Set<string>>(ALWAYS.map((name) => [name, new Set<string>()]));
    known.set('severity', new Set(['critical', 'warning', 'info']));
    for (const event of data?.events ?? []) {
      for (const [name, value] of Object.entries(event.labels)) {
        const values = known.get(name) ?? new Set<string>();
        known.set(name, values.add(value));
      }
    }
    return Object.fromEntries([...known].map(([name, values]) => [name, [...values].sort()]));
  }, [data]);
}
