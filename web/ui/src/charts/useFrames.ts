import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PromData } from '../api/types';
import { apiQuery } from '../api/useApi';
import { alignSpan, type Span, stepFor } from '../time/range';
import { useRange } from '../time/useRange';
import { type Frame, frameOf } from './shape';

export interface Ask {
  expr: string;
  legend: string;
}

export interface FrameState {
  frame: Frame | undefined;
  error: Error | null;
  span: Span;
  retry: () => void;
}

/** Range queries over the page's time range, laid on one grid of at least `leastStep` seconds. */
export function useFrame(asks: Ask[], points = 240, enabled = true, leastStep = 0): FrameState {
  const { spanAt, refreshMs } = useRange();
  const results = useQueries({
    queries: asks.map(({ expr }) => ({
      ...apiQuery('/prometheus/api/v1/query_range', {
        enabled,
        query: { query: expr },
        queryAt: (now) => {
          const span = spanAt(now);
          const step = Math.max(stepFor(span, points), leastStep);
          const { from, to } = alignSpan(span, step);
          return { start: String(from / 1_000), end: String(to / 1_000), step: String(step) };
        },
      }),
      refetchInterval: refreshMs,
    })),
  });
  const updated = results.map((result) => result.dataUpdatedAt).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answers change exactly when `updated` does
  const shaped = useMemo(() => {
    const newest = Math.max(...results.map((result) => result.dataUpdatedAt)) || Date.now();
    const span = spanAt(newest);
    const step = Math.max(stepFor(span, points), leastStep);
    const aligned = alignSpan(span, step);
    const answers = asks.map(({ legend }, i) => ({ data: results[i]?.data as PromData | undefined, legend }));
    const known = results.some((result) => result.data !== undefined);
    return { frame: known ? frameOf(answers, aligned, step) : undefined, span: aligned };
  }, [updated, asks, spanAt, points, leastStep]);
  const failed = results.find((result) => result.error);
  return { ...shaped, error: failed?.error ?? null, retry: () => void failed?.refetch() };
}
