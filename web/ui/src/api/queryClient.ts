import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './client';

/** Keeps what was last known through every error, and asks who we are again when the server no longer knows us. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (error instanceof ApiError && error.status === 401 && query.queryKey[0] !== '/api/v1/session') {
        void queryClient.invalidateQueries({ queryKey: ['/api/v1/session'] });
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      gcTime: 10 * 60_000,
      retry: (count, error) => !(error instanceof ApiError && error.status < 500) && count < 1,
      retryDelay: 800,
      refetchOnWindowFocus: true,
    },
  },
});
