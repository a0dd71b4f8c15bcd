import { useInfiniteQuery } from '@tanstack/react-query';
import { addressOf, request } from '../../api/client';
import type { Schemas } from '../../api/types';
import { useRange } from '../../time/useRange';

type LogPage = Schemas['LogPage'];

const PAGE = 200;

/** Records that satisfy the query, newest first, page by page. Only the first page follows the clock. */
export function useLogs(query: string) {
  const { from, to, refreshMs, moving } = useRange();
  const pages = useInfiniteQuery<LogPage>({
    queryKey: ['/api/v1/logs/search', query, from, to],
    queryFn: ({ pageParam, signal }) =>
      request(addressOf('/api/v1/logs/search', {}, { q: query, from, to, limit: PAGE, cursor: pageParam as string }), {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    refetchInterval: (state) => (moving && (state.state.data?.pages.length ?? 0) <= 1 ? refreshMs : false),
    placeholderData: (before) => before,
  });
  return {
    hits: pages.data?.pages.flatMap((page) => page.hits) ?? [],
    partial: pages.data?.pages.find((page) => page.partial)?.partial ?? null,
    damaged: pages.data?.pages.at(-1)?.damaged ?? [],
    isPending: pages.isPending,
    /** The hits are still those of the search before. */
    isOld: pages.isPlaceholderData,
    error: pages.error,
    retry: () => void pages.refetch(),
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : undefined,
    loadingMore: pages.isFetchingNextPage,
  };
}
