import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useWatches } from '../api/session';
import type { WeirEvent } from '../api/types';
import { type StreamState, useStream } from '../api/useStream';

const TOUCHED = [
  '/api/v1/events',
  '/api/v1/events/{id}',
  '/api/v1/events/{id}/history',
  '/api/v1/jobs',
  '/api/v1/clusters',
  '/api/v1/rules',
];

/** Every change of an event refreshes what shows events; a burst of changes refreshes once. Null for users who may not see events. */
export function useLiveEvents(): StreamState | null {
  const client = useQueryClient();
  const watches = useWatches();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const state = useStream<WeirEvent>(watches ? '/api/v1/events/stream' : null, 'event', () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      for (const path of TOUCHED) void client.invalidateQueries({ queryKey: [path] });
    }, 250);
  });
  return watches ? state : null;
}
