import { useEffect } from 'react';
import { bySeverity } from '../components/tone';
import { useWatches } from './session';
import type { WeirEvent } from './types';
import { useApi } from './useApi';

/** Fires always, to show that Weir is alive: no news. */
const ALWAYS = 'Watchdog';

/** What fires now, worst first, then oldest first; the tab's title counts it. */
export function useFiring() {
  const query = useApi('/api/v1/events', { query: { state: 'firing', limit: 1000 }, enabled: useWatches() });
  const firing: WeirEvent[] = (query.data?.events ?? [])
    .filter((event) => event.rule !== ALWAYS)
    .sort((a, b) => bySeverity(a.severity, b.severity) || a.startsAt.localeCompare(b.startsAt));
  return { query, firing };
}

export function useTitle(title: string) {
  const { firing } = useFiring();
  useEffect(() => {
    document.title = `${firing.length ? `(${firing.length}) ` : ''}${title} · Weir`;
  }, [title, firing.length]);
}
