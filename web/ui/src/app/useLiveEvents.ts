import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { WeirEvent } from '../api/types';
import { useStream } from '../api/useStream';

const TOUCHED = [
  '/api/v1/events',
  '/api/v1/events/{id}',
  '/api/v1/events/{id}/history',
  '/api/v1/jobs',
  '/api/v1/clusters',
  '/api/v1/rules',
];

/** Every change of an event refreshes what shows events; a burst of changes refreshes once. */
export function useLiveEvents() {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useStream<WeirEvent>('/api/v1/events/stream', 'event', () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      for (const path of TOUCHED) void client.invalidateQueries({ queryKey: [path] });
    }, 250);
  });
}
