import { useEffect, useRef, useState } from 'react';
import { addressOf } from '../../api/client';
import type { LogHit } from '../../api/types';
import { type StreamState, useStream } from '../../api/useStream';

const KEPT = 2_000;
const DRAW_EVERY_MS = 200;

export interface Tail {
  hits: LogHit[];
  state: StreamState;
  paused: boolean;
  /** Records that came while paused. */
  waiting: number;
  setPaused: (paused: boolean) => void;
}

/** New records as they come, newest first, bounded; drawn a few times a second however fast they come. */
export function useTail(query: string | null): Tail {
  const [hits, setHits] = useState<LogHit[]>([]);
  const [paused, setPaused] = useState(false);
  const [waiting, setWaiting] = useState(0);
  const buffer = useRef<LogHit[]>([]);
  const state = useStream<LogHit>(
    query === null ? null : addressOf('/api/v1/logs/tail', {}, { q: query }),
    'hit',
    (hit) => {
      buffer.current.push(hit);
      if (buffer.current.length > KEPT) buffer.current.shift();
    },
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins with an empty tail
  useEffect(() => {
    buffer.current = [];
    setHits([]);
    setWaiting(0);
    setPaused(false);
  }, [query]);
  useEffect(() => {
    if (query === null) return;
    const timer = setInterval(() => {
      if (paused) {
        setWaiting(buffer.current.length);
        return;
      }
      setWaiting(0);
      if (buffer.current.length === 0) return;
      const fresh = buffer.current.reverse();
      buffer.current = [];
      setHits((now) => [...fresh, ...now].slice(0, KEPT));
    }, DRAW_EVERY_MS);
    return () => clearInterval(timer);
  }, [query, paused]);
  return { hits, state, paused, waiting, setPaused };
}
