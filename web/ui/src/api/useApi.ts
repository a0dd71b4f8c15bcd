import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useRange } from '../time/useRange';
import { type ApiError, addressOf, request, type Values } from './client';
import type { DataOf, PathOf, QueryOf, ReadPath } from './types';
import { workspaceFor } from './workspace';

export interface ApiOptions<P extends ReadPath> {
  params?: PathOf<P>;
  query?: Partial<QueryOf<P>>;
  /** More of the query, worked out when the request leaves: for ends of a range that move with the clock. */
  queryAt?: (now: number) => Partial<QueryOf<P>>;
  /** False waits. */
  enabled?: boolean;
  /** Milliseconds between two requests, or false; the page's refresh interval unless said otherwise. */
  every?: number | false;
}

const RANGE_NAMES = new Set(['from', 'to', 'buckets', 'limit', 'before', 'after']);

/** What a read is about, its range aside. */
function subjectOf(params: unknown, query: unknown): string {
  const about = Object.entries(query ?? {}).filter(([name]) => !RANGE_NAMES.has(name));
  return JSON.stringify([params, about]);
}

/** The query of one read of the contract, for useQueries. */
export function apiQuery<P extends ReadPath>(path: P, options: ApiOptions<P> = {}) {
  const { params, queryAt, enabled = true } = options;
  const workspace = workspaceFor(path);
  const query = workspace ? { ...options.query, workspace } : options.query;
  return {
    queryKey: [path, params, query, queryAt?.(0)] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      request<DataOf<P>>(addressOf(path, params as Values, { ...query, ...queryAt?.(Date.now()) } as Values), {
        signal,
      }),
    enabled,
    // What was last known stays while the range moves. Another job's or another query's data is never shown for it.
    placeholderData: (last: DataOf<P> | undefined, from?: { queryKey: readonly unknown[] }) =>
      from && subjectOf(params, query) === subjectOf(from.queryKey[1], from.queryKey[2]) ? last : undefined,
  };
}

/** Reads one path of the contract and keeps it fresh at the page's refresh interval. */
export function useApi<P extends ReadPath>(path: P, options: ApiOptions<P> = {}): UseQueryResult<DataOf<P>, ApiError> {
  const { refreshMs } = useRange();
  return useQuery<DataOf<P>, ApiError>({
    ...apiQuery(path, options),
    refetchInterval: options.every ?? refreshMs,
  } as never);
}
