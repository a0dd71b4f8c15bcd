import { useCallback, useMemo } from 'react';
import { oneOf, text, useUrlState } from '../url/urlState';
import { DEFAULT_RANGE, REFRESH_CHOICES, type Refresh, refreshMs, resolveRange, type Span } from './range';

export const RANGE_SHAPE = {
  from: text(DEFAULT_RANGE.from),
  to: text(DEFAULT_RANGE.to),
  refresh: oneOf(REFRESH_CHOICES, '10s' as Refresh),
};

/** The time range of the page, which lives in the URL. */
export function useRange() {
  const [{ from, to, refresh }, set] = useUrlState(RANGE_SHAPE);
  const moving = to.startsWith('now');
  const setRange = useCallback((next: { from: string; to: string }) => set(next, { push: true }), [set]);
  const zoom = useCallback(
    (span: Span) => set({ from: String(Math.floor(span.from)), to: String(Math.ceil(span.to)) }, { push: true }),
    [set],
  );
  const setRefresh = useCallback((next: Refresh) => set({ refresh: next }), [set]);
  return useMemo(
    () => ({
      from,
      to,
      refresh,
      moving,
      refreshMs: refreshMs(refresh),
      spanAt: (now: number) => resolveRange({ from, to }, now),
      setRange,
      zoom,
      setRefresh,
    }),
    [from, to, refresh, moving, setRange, zoom, setRefresh],
  );
}
