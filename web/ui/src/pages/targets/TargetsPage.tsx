import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DroppedTarget, Target, Targets } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Icon } from '../../components/icons';
import { Empty, Loaded } from '../../components/Loaded';
import { type Column, Rows } from '../../components/Rows';
import { Section } from '../../components/Section';
import { oneOf, text, useUrlState } from '../../url/urlState';
import { groupsOf, holds, upOf } from './groups';
import { TargetsTable } from './TargetsTable';
import css from './targets.module.css';

const HEALTHS = ['up', 'down', 'unknown'] as const;
const ORIGINS = ['static', 'runtime', 'kubernetes', 'file_sd', 'flink'] as const;
const SHAPE = {
  q: text(),
  health: oneOf(['', ...HEALTHS] as const, '' as '' | Target['health']),
  origin: oneOf(['', ...ORIGINS] as const, '' as '' | Target['origin']),
};

type Filter = { q: string; health: string; origin: string };

const shown = (target: Target, filter: Filter) =>
  holds(target, filter.q) &&
  (!filter.health || target.health === filter.health) &&
  (!filter.origin || target.origin === filter.origin);

function Dropped({ dropped }: { dropped: DroppedTarget[] }) {
  const { t } = useTranslation();
  const columns: Column<DroppedTarget>[] = [
    {
      id: 'target',
      title: t('targets.target'),
      render: (row) => (
        <>
          <b>{row.process}</b> <span className="dim">{row.cluster}</span>
          <div className={`${css.url} mono dim`}>{row.url}</div>
        </>
      ),
    },
    {
      id: 'origin',
      title: t('targets.origin'),
      above: 'sm',
      render: (row) => `${t(`targets.origins.${row.origin}`)}: ${row.source}`,
    },
    { id: 'reason', title: t('targets.reason'), render: (row) => row.reason },
  ];
  return (
    <Section title={t('targets.dropped')} count={dropped.length}>
      <Rows
        label={t('targets.dropped')}
        columns={columns}
        rows={dropped}
        keyOf={(row) => `${row.origin} ${row.source} ${row.process} ${row.url}`}
      />
    </Section>
  );
}

function Groups({ all, filter }: { all: Targets; filter: Filter }) {
  const { t } = useTranslation();
  const unfiltered = !filter.q && !filter.health && !filter.origin;
  const groups = groupsOf(
    all.targets.filter((target) => shown(target, filter)),
    all.sources,
    unfiltered,
  );
  if (all.targets.length === 0 && groups.length === 0)
    return <Empty title={t('targets.none')}>{t('targets.noneHint')}</Empty>;
  if (groups.length === 0)
    return <Empty title={t('targets.noneMatch', { count: all.targets.length })}>{t('targets.noneMatchHint')}</Empty>;
  return (
    <>
      {groups.map((group) => {
        const title = `${t(`targets.origins.${group.origin}`)}: ${group.source}`;
        return (
          <Section
            key={group.key}
            title={title}
            count={
              group.targets.length > 0 ? t('targets.upOf', { up: upOf(group.targets), all: group.targets.length }) : 0
            }
          >
            {group.error && (
              <div className={`${css.fault} mono`} role="alert">
                {group.error}
              </div>
            )}
            {group.targets.length > 0 && <TargetsTable label={title} targets={group.targets} />}
          </Section>
        );
      })}
      {unfiltered && all.dropped.length > 0 && <Dropped dropped={all.dropped} />}
    </>
  );
}

/** Where metrics come from, and how that goes: the first page to look at when a chart is empty. */
export default function TargetsPage() {
  const { t } = useTranslation();
  const [filter, set] = useUrlState(SHAPE);
  const query = useApi('/api/v1/targets');
  const count = (health: Target['health']) =>
    (query.data?.targets ?? []).filter((target) => target.health === health).length;
  return (
    <Page title={t('nav.targets')}>
      <div className="row wrap" style={{ padding: '14px 0 8px' }} role="search">
        <TextInput
          data-search
          leftSection={<Icon name="search" size={14} />}
          placeholder={t('targets.search')}
          aria-label={t('targets.search')}
          value={filter.q}
          onChange={(e) => set({ q: e.currentTarget.value })}
        />
        <Select
          placeholder={t('targets.anyHealth')}
          aria-label={t('clusters.health')}
          data={HEALTHS.map((health) => ({
            value: health,
            label: `${t(`targetHealth.${health}`)} (${count(health)})`,
          }))}
          value={filter.health || null}
          onChange={(health) => set({ health: (health ?? '') as '' | Target['health'] })}
          clearable
          w={150}
        />
        <Select
          placeholder={t('targets.anyOrigin')}
          aria-label={t('targets.origin')}
          data={ORIGINS.map((origin) => ({ value: origin, label: t(`targets.origins.${origin}`) }))}
          value={filter.origin || null}
          onChange={(origin) => set({ origin: (origin ?? '') as '' | Target['origin'] })}
          clearable
          w={190}
        />
      </div>
      <Loaded query={query} rows={8}>
        {(all) => <Groups all={all} filter={filter} />}
      </Loaded>
    </Page>
  );
}
