import { Button, Select, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf, request } from '../../api/client';
import type { Schemas } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { useMay } from '../../app/SessionGate';
import { Icon } from '../../components/icons';
import { Bones, Empty, Failure } from '../../components/Loaded';
import { type Column, Rows, Under } from '../../components/Rows';
import { At } from '../../components/Time';
import { useRange } from '../../time/useRange';
import { text, useUrlState } from '../../url/urlState';
import { Change } from './Change';

type Entry = Schemas['AuditEntry'];
type EntryPage = { entries: Entry[]; nextCursor: string | null };

const SHAPE = { q: text(), actor: text() };

/** Who did what, when, from where, and what it was before. */
export default function AuditPage() {
  const { t } = useTranslation();
  const may = useMay('read_audit');
  const { from, to, refreshMs } = useRange();
  const [filter, set] = useUrlState(SHAPE);
  const members = useApi('/api/v1/members', {});
  const pages = useInfiniteQuery<EntryPage>({
    queryKey: ['/api/v1/audit', filter, from, to],
    queryFn: ({ pageParam, signal }) =>
      request(addressOf('/api/v1/audit', {}, { ...filter, from, to, limit: 100, cursor: pageParam as string }), {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    refetchInterval: refreshMs,
    placeholderData: (before) => before,
    enabled: may,
  });
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  const columns: Column<Entry>[] = [
    {
      id: 'at',
      title: t('audit.at'),
      width: 150,
      above: 'sm',
      render: (entry) => <At at={entry.at} />,
    },
    { id: 'actor', title: t('audit.actor'), render: (entry) => entry.actor },
    {
      id: 'action',
      title: t('audit.action'),
      render: (entry) => (
        <>
          {entry.action} <b style={{ overflowWrap: 'anywhere' }}>{entry.subject}</b>
          <Under below="sm">
            <At at={entry.at} /> {entry.outcome}
          </Under>
          <Change before={entry.before} after={entry.after} />
        </>
      ),
    },
    { id: 'outcome', title: t('audit.outcome'), above: 'sm', render: (entry) => entry.outcome },
    { id: 'address', title: t('audit.address'), above: 'md', render: (entry) => entry.address },
  ];
  if (!may) {
    return (
      <Page title={t('nav.audit')}>
        <Empty title={t('audit.may')} />
      </Page>
    );
  }
  return (
    <Page title={t('nav.audit')}>
      <div className="row wrap" style={{ padding: '14px 0 8px' }} role="search">
        <TextInput
          data-search
          w={320}
          leftSection={<Icon name="search" size={14} />}
          placeholder={t('audit.search')}
          aria-label={t('audit.search')}
          value={filter.q}
          onChange={(e) => set({ q: e.currentTarget.value })}
        />
        <Select
          aria-label={t('audit.actor')}
          placeholder={t('audit.actor')}
          data={(members.data ?? []).map(({ username }) => username)}
          value={filter.actor || null}
          onChange={(actor) => set({ actor: actor ?? '' })}
          clearable
          searchable
          w={170}
        />
        <Button
          component="a"
          variant="default"
          leftSection={<Icon name="download" size={14} />}
          href={addressOf('/api/v1/audit', {}, { ...filter, from, to, format: 'csv' })}
          download="weir-audit.csv"
        >
          {t('audit.exportCsv')}
        </Button>
      </div>
      {pages.isPending && <Bones rows={8} />}
      {pages.error && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.data && entries.length === 0 && <Empty title={t('audit.none')}>{t('audit.noneHint')}</Empty>}
      {entries.length > 0 && (
        <Rows label={t('nav.audit')} columns={columns} rows={entries} keyOf={(entry) => String(entry.number)} />
      )}
      {pages.hasNextPage && (
        <Button variant="subtle" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Page>
  );
}
