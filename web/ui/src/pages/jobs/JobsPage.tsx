import { Select, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Icon } from '../../components/icons';
import { Empty, Loaded } from '../../components/Loaded';
import { flag, text, useUrlState } from '../../url/urlState';
import { JobsTable } from './JobsTable';

const SHAPE = { q: text(), state: text(), cluster: text(), firing: flag() };

const unique = (values: string[]) => [...new Set(values)].sort();

export default function JobsPage() {
  const { t } = useTranslation();
  const [filter, set] = useUrlState(SHAPE);
  const jobs = useApi('/api/v1/jobs');
  const shown = (job: Job) =>
    (!filter.q || `${job.name} ${job.id}`.toLowerCase().includes(filter.q.toLowerCase())) &&
    (!filter.state || job.state === filter.state) &&
    (!filter.cluster || job.cluster === filter.cluster) &&
    (!filter.firing || job.firingEvents > 0);
  return (
    <Page title={t('nav.jobs')}>
      <div className="row wrap" style={{ padding: '14px 0 8px' }} role="search">
        <TextInput
          data-search
          leftSection={<Icon name="search" size={14} />}
          placeholder={t('jobs.search')}
          aria-label={t('jobs.search')}
          value={filter.q}
          onChange={(e) => set({ q: e.currentTarget.value })}
        />
        <Select
          placeholder={t('jobs.anyState')}
          aria-label={t('jobs.state')}
          data={unique((jobs.data ?? []).map((job) => job.state))}
          value={filter.state || null}
          onChange={(state) => set({ state: state ?? '' })}
          clearable
          w={150}
        />
        <Select
          placeholder={t('jobs.anyCluster')}
          aria-label={t('jobs.cluster')}
          data={unique((jobs.data ?? []).map((job) => job.cluster))}
          value={filter.cluster || null}
          onChange={(cluster) => set({ cluster: cluster ?? '' })}
          clearable
          w={150}
        />
        <Switch
          label={t('jobs.onlyFiring')}
          checked={filter.firing}
          onChange={(e) => set({ firing: e.currentTarget.checked })}
        />
      </div>
      <Loaded query={jobs} rows={8}>
        {(all) => {
          if (all.length === 0) return <Empty title={t('jobs.none')}>{t('jobs.noneHint')}</Empty>;
          const matching = all.filter(shown);
          if (matching.length === 0)
            return <Empty title={t('jobs.noneMatch', { count: all.length })}>{t('jobs.noneMatchHint')}</Empty>;
          return <JobsTable jobs={matching} />;
        }}
      </Loaded>
    </Page>
  );
}
