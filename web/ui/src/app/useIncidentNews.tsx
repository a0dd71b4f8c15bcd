import { notifications as toasts } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWatches } from '../api/session';
import { useApi } from '../api/useApi';
import { useGo } from '../components/Go';
import { type Incident, say } from '../pages/incidents/text';

const EVERY_MS = 10_000;
const MOST = 3;

/** Those that were not there before; none at the first look, for what is old is no news. */
export function newOnes(seen: ReadonlySet<string> | null, incidents: Incident[]): Incident[] {
  return seen === null ? [] : incidents.filter((incident) => !seen.has(incident.id));
}

/** Says on whatever page that a new incident began, once. */
export function useIncidentNews() {
  const { t, i18n } = useTranslation();
  const go = useGo();
  const seen = useRef<Set<string> | null>(null);
  const { data } = useApi('/api/v1/incidents', {
    query: { state: 'open', limit: 50 },
    every: EVERY_MS,
    enabled: useWatches(),
  });
  const latest = useRef({ t, go, language: i18n.language });
  latest.current = { t, go, language: i18n.language };
  useEffect(() => {
    if (!data) return;
    const { t: say1, language } = latest.current;
    for (const incident of newOnes(seen.current, data.incidents).slice(0, MOST)) {
      toasts.show({
        id: `incident-${incident.id}`,
        color: incident.severity === 'CRITICAL' ? 'red' : 'yellow',
        title: say1('incidentNews.title', { clusters: incident.clusters.join(', ') }),
        message: say(incident.summary, language),
        autoClose: 15_000,
        style: { cursor: 'pointer' },
        onClick: () => {
          toasts.hide(`incident-${incident.id}`);
          void latest.current.go(`/incidents/${incident.id}`);
        },
      });
    }
    seen.current = new Set([...(seen.current ?? []), ...data.incidents.map((incident) => incident.id)]);
  }, [data]);
}
