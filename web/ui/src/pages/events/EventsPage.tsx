import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf, request } from '../../api/client';
import type { Schemas } from '../../api/types';
import { Page } from '../../app/Page';
import { Bones, Empty, Failure } from '../../components/Loaded';
import { useRange } from '../../time/useRange';
import { useUrlState } from '../../url/urlState';
import { EVENT_SHAPE, EventFilters } from './EventFilters';
import { EventsTable } from './EventsTable';

type EventPage = Schemas['EventPage'];

export default function EventsPage() {
  const { t } = useTranslation();
  const { from, to, refreshMs } = useRange();
  const [filter, set] = useUrlState(EVENT_SHAPE);
  const pages = useInfiniteQuery<EventPage>({
    queryKey: ['/api/v1/events', 'pages', filter, from, to],
    queryFn: ({ pageParam, signal }) =>
      request(addressOf('/api/v1/events', {}, { ...filter, from, to, limit: 100, cursor: pageParam as string }), {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    refetchInterval: refreshMs,
    placeholderData: (before) => before,
  });
  const events = pages.data?.pages.flatMap((page) => page.events) ?? [];
  const filtered = Object.values(filter).some(Boolean);
  return (
    <Page title={t('nav.events')}>
      <EventFilters filter={filter} onChange={set} />
      {pages.isPending && <Bones rows={8} />}
      {pages.error && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.data && events.length === 0 && (
        <Empty title={t(filtered ? 'events.noneMatch' : 'events.none')}>
          {t(filtered ? 'events.noneMatchHint' : 'events.noneHint')}{' '}
          {filtered && (
            <Button
              variant="subtle"
              onClick={() => set({ state: '', severity: '', rule: '', job: '', q: '', acknowledged: '', assignee: '' })}
            >
              {t('events.clear')}
            </Button>
          )}
        </Empty>
      )}
      {events.length > 0 && (
        <div style={{ opacity: pages.isPlaceholderData ? 0.45 : 1 }} aria-busy={pages.isPlaceholderData}>
          <EventsTable events={events} />
        </div>
      )}
      {pages.hasNextPage && (
        <Button variant="default" mt="md" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Page>
  );
}
