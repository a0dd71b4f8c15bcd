import { Button, Select, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf, request } from '../../api/client';
import type { Schemas } from '../../api/types';
import { Page } from '../../app/Page';
import { Go, useGo } from '../../components/Go';
import { Icon } from '../../components/icons';
import { Bones, Empty, Failure } from '../../components/Loaded';
import { Pill, SeverityPill } from '../../components/Pill';
import { type Column, Rows, Under } from '../../components/Rows';
import { At, Since } from '../../components/Time';
import { useRange } from '../../time/useRange';
import { text, useUrlState } from '../../url/urlState';
import { type Incident, say } from './text';

const SHAPE = { state: text(), q: text() };

export default function IncidentsPage() {
  const { t, i18n } = useTranslation();
  const go = useGo();
  const { from, to, refreshMs } = useRange();
  const [filter, set] = useUrlState(SHAPE);
  const pages = useInfiniteQuery<Schemas['IncidentPage']>({
    queryKey: ['/api/v1/incidents', 'pages', filter, from, to],
    queryFn: ({ pageParam, signal }) =>
      request(addressOf('/api/v1/incidents', {}, { ...filter, from, to, cursor: pageParam as string }), { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    refetchInterval: refreshMs,
    placeholderData: (before) => before,
  });
  const incidents = pages.data?.pages.flatMap((page) => page.incidents) ?? [];
  const affected = (row: Incident) => t('incidents.ofJobs', { count: row.affectedJobs.length, of: row.jobs });
  const columns: Column<Incident>[] = [
    {
      id: 'severity',
      title: t('events.severity'),
      width: 90,
      render: (row) => <SeverityPill severity={row.severity} solid={row.state === 'open'} />,
    },
    {
      id: 'summary',
      title: t('incidents.what'),
      render: (row) => (
        <>
          <Go to={`/incidents/${row.id}`}>{say(row.summary, i18n.language)}</Go>
          <Under below="md">
            {affected(row)} · <At at={row.since} />
          </Under>
        </>
      ),
    },
    {
      id: 'state',
      title: t('events.state'),
      width: 100,
      above: 'sm',
      render: (row) => (
        <Pill tone={row.state === 'open' ? 'critical' : 'healthy'}>{t(`incidents.state.${row.state}`)}</Pill>
      ),
    },
    { id: 'affected', title: t('incidents.affected'), above: 'md', render: affected },
    { id: 'events', title: t('nav.events'), num: true, above: 'md', render: (row) => row.events.length },
    { id: 'since', title: t('incidents.since'), above: 'md', render: (row) => <At at={row.since} /> },
    {
      id: 'lasts',
      title: t('incidents.lasts'),
      num: true,
      above: 'sm',
      render: (row) => <Since at={row.since} until={row.closedAt} />,
    },
  ];
  return (
    <Page title={t('nav.incidents')}>
      <div className="row wrap" style={{ padding: '14px 0 8px' }} role="search">
        <TextInput
          data-search
          leftSection={<Icon name="search" size={14} />}
          placeholder={t('incidents.search')}
          aria-label={t('incidents.search')}
          value={filter.q}
          onChange={(e) => set({ q: e.currentTarget.value })}
        />
        <Select
          aria-label={t('events.state')}
          placeholder={t('events.anyState')}
          data={(['open', 'closed'] as const).map((value) => ({ value, label: t(`incidents.state.${value}`) }))}
          value={filter.state || null}
          onChange={(value) => set({ state: value ?? '' })}
          clearable
          w={124}
        />
        <Go to="/scenes">{t('incidents.allScenes')}</Go>
      </div>
      {pages.isPending && <Bones rows={6} />}
      {pages.error && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.data && incidents.length === 0 && <Empty title={t('incidents.none')}>{t('incidents.noneHint')}</Empty>}
      {incidents.length > 0 && (
        <Rows
          label={t('nav.incidents')}
          columns={columns}
          rows={incidents}
          keyOf={(row) => row.id}
          onOpen={(row) => go(`/incidents/${row.id}`)}
          announce
        />
      )}
      {pages.hasNextPage && (
        <Button variant="default" mt="md" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Page>
  );
}
