import { useCallback } from 'react';
import type { Job } from '../../api/types';
import { useApi } from '../../api/useApi';
import { bandsOf } from '../../charts/shape';
import type { Span } from '../../time/range';

/** The job's events, and when they fired for the background of its charts. */
export function useJobBands(job: Job) {
  const query = useApi('/api/v1/events', { query: { cluster: job.cluster, jobId: job.id, limit: 200 } });
  const events = query.data?.events;
  const bandsIn = useCallback((span: Span) => bandsOf(events ?? [], span), [events]);
  return { events: events ?? [], bandsIn };
}
