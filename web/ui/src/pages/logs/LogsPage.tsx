import { SegmentedControl, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client';
import type { LogHit } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Bones, Empty, Failure } from '../../components/Loaded';
import { RANGE_SHAPE } from '../../time/useRange';
import { flag, oneOf, text, useUrlState } from '../../url/urlState';
import { Exports } from './Exports';
import { Facets } from './Facets';
import { HitDetail } from './HitDetail';
import { HitList } from './HitList';
import { LogTimes } from './LogTimes';
import css from './logs.module.css';
import { Patterns } from './Patterns';
import { QueryBox } from './QueryBox';
import { SaveStanding, StandingQueries } from './StandingQueries';
import { TailBar } from './TailBar';
import { useLogs } from './useLogs';
import { useTail } from './useTail';

const WRAPS = ['auto', 'on', 'off'] as const;
type Wrap = (typeof WRAPS)[number];
const TABS = ['records', 'patterns', 'standing'] as const;
type Tab = (typeof TABS)[number];
const SHAPE = {
  q: text(),
  record: text(),
  tab: oneOf(TABS, 'records' as Tab),
  wrap: oneOf(WRAPS, 'auto' as Wrap),
  live: flag(),
  ...RANGE_SHAPE,
};

export default function LogsPage() {
  const { t } = useTranslation();
  const [{ q, record, tab, wrap, live }, set] = useUrlState(SHAPE);
  const [opened, setOpened] = useState<LogHit | null>(null);
  const logs = useLogs(q);
  const tail = useTail(live ? q : null);
  const search = (next: string) => {
    setOpened(null);
    set({ q: next, record: '', tab: 'records' }, { push: true });
  };
  const setOpen = (hit: LogHit | null) => {
    setOpened(hit);
    set({ record: hit?.id ?? '' });
  };
  // The address names the open record, so that it can be sent to somebody: who opens it need not have it among the hits.
  const linked = useApi('/api/v1/logs/context', {
    query: { id: record, before: 0, after: 0 },
    enabled: record !== '' && opened?.id !== record,
    every: false,
  });
  const open = record === '' ? null : opened?.id === record ? opened : (linked.data?.[0] ?? null);
  const seen = new Set(tail.hits.map((hit) => hit.id));
  const hits = live ? [...tail.hits, ...logs.hits.filter((hit) => !seen.has(hit.id))] : logs.hits;
  // What was searched for must be seen, so lines wrap by themselves where something is highlighted.
  const wrapped = wrap === 'auto' ? hits.some((hit) => hit.highlights.length > 0) : wrap === 'on';
  const error = logs.error instanceof ApiError ? logs.error : null;
  const inQuery = error?.position !== undefined;
  return (
    <Page title={t('nav.logs')}>
      <QueryBox query={q} error={inQuery ? error : null} onSearch={search} />
      {!inQuery && <LogTimes query={q} />}
      <div className={css.bar}>
        <Switch
          label={t('logs.live')}
          checked={live}
          onChange={(e) => {
            const on = e.currentTarget.checked;
            set(on ? { live: true, from: 'now-15m', to: 'now' } : { live: false });
          }}
        />
        <TailBar tail={tail} live={live} />
        <Switch
          label={t('logs.wrap')}
          checked={wrapped}
          onChange={(e) => set({ wrap: e.currentTarget.checked ? 'on' : 'off' })}
        />
        <SegmentedControl
          size="xs"
          value={tab}
          onChange={(next) => set({ tab: next as Tab })}
          data={TABS.map((value) => ({ value, label: t(`logs.tab.${value}`) }))}
        />
        <span className="grow" />
        <SaveStanding query={q} />
        <Exports query={q} />
      </div>
      {record !== '' && linked.error && <Failure error={linked.error} />}
      {tab === 'patterns' && !inQuery && <Patterns query={q} onSearch={search} />}
      {tab === 'standing' && <StandingQueries onSearch={search} />}
      {tab === 'records' && (
        <>
          {!inQuery && <Facets query={q} onSearch={search} />}
          {logs.partial && <p className={css.partial}>{t('logs.partial', { reason: logs.partial })}</p>}
          {logs.damaged.length > 0 && (
            <p className={css.partial}>{t('logs.damaged', { where: logs.damaged.join(', ') })}</p>
          )}
          {logs.isPending && <Bones rows={12} />}
          {logs.error && !inQuery && <Failure error={logs.error} retry={logs.retry} />}
          {!logs.isPending && !logs.error && hits.length === 0 && (
            <Empty title={t(q ? 'logs.noneMatch' : 'logs.none')}>{t(q ? 'logs.noneMatchHint' : 'logs.noneHint')}</Empty>
          )}
          {hits.length > 0 && !inQuery && (
            <div style={{ opacity: logs.isOld ? 0.45 : 1 }} aria-busy={logs.isOld}>
              <HitList
                hits={hits}
                wrap={wrapped}
                openId={open?.id}
                onOpen={setOpen}
                more={logs.more}
                loadingMore={logs.loadingMore}
              />
            </div>
          )}
        </>
      )}
      <HitDetail hit={open} query={q} onSearch={search} onOpen={setOpen} onClose={() => setOpen(null)} />
    </Page>
  );
}
