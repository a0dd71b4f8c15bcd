import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Copy, Stack } from '../../components/Copy';
import { Icon } from '../../components/icons';
import { Empty, Loaded } from '../../components/Loaded';
import { type Column, Rows } from '../../components/Rows';
import { Section } from '../../components/Section';

/** How the job runs and how its cluster is configured, as Flink tells it now. */
export function ConfigurationTab({ job }: { job: Job }) {
  const { t } = useTranslation();
  const [sought, setSought] = useState('');
  const query = useApi('/api/v1/clusters/{cluster}/jobs/{jobId}/configuration', {
    params: { cluster: job.cluster, jobId: job.id },
    every: false,
  });
  const columns: Column<[string, string]>[] = [
    { id: 'key', title: t('job.config.key'), render: ([key]) => <span className="mono">{key}</span> },
    {
      id: 'value',
      title: t('job.config.value'),
      render: ([, value]) => (
        <span className="mono" style={{ overflowWrap: 'anywhere' }}>
          {value}
        </span>
      ),
    },
  ];
  return (
    <Loaded query={query} rows={8}>
      {(all) => {
        const entries = Object.entries(all.cluster).filter(([key, value]) =>
          `${key} ${value}`.toLowerCase().includes(sought.toLowerCase()),
        );
        const settings = JSON.stringify(all.job, null, 2);
        return (
          <>
            <Section title={t('job.config.job')} actions={all.job && <Copy text={settings} />}>
              {all.job ? <Stack text={settings} /> : <Empty title={t('job.config.ended')} />}
            </Section>
            <Section title={t('job.config.cluster')} count={entries.length}>
              <TextInput
                data-search
                leftSection={<Icon name="search" size={14} />}
                aria-label={t('job.config.search')}
                placeholder={t('job.config.search')}
                value={sought}
                onChange={(event) => setSought(event.currentTarget.value)}
                w={260}
                mb="xs"
              />
              <Rows label={t('job.config.cluster')} columns={columns} rows={entries} keyOf={([key]) => key} />
            </Section>
          </>
        );
      }}
    </Loaded>
  );
}
