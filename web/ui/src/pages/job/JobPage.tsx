import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { JobDetail } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Go } from '../../components/Go';
import { Loaded } from '../../components/Loaded';
import { JobPill } from '../../components/Pill';
import { oneOf, text, useUrlState } from '../../url/urlState';
import { CheckpointsTab } from './CheckpointsTab';
import { ConfigurationTab } from './ConfigurationTab';
import { DiagnosisTab } from './DiagnosisTab';
import { EventsTab } from './EventsTab';
import { ExceptionsTab } from './ExceptionsTab';
import { JobFacts } from './JobFacts';
import css from './job.module.css';
import { LogsTab } from './LogsTab';
import { MetricsTab } from './MetricsTab';
import { OverviewTab } from './OverviewTab';
import { TimelineTab } from './TimelineTab';
import { useJobBands } from './useJobBands';
import { VersionsTab } from './VersionsTab';

const TABS = [
  'overview',
  'metrics',
  'events',
  'logs',
  'checkpoints',
  'exceptions',
  'diagnosis',
  'versions',
  'configuration',
  'timeline',
] as const;
type Tab = (typeof TABS)[number];
const SHAPE = { tab: oneOf(TABS, 'overview' as Tab), vertex: text() };

export default function JobPage() {
  const { t } = useTranslation();
  const { cluster = '', jobId = '' } = useParams();
  const [{ tab, vertex }, set] = useUrlState(SHAPE);
  const detail = useApi('/api/v1/clusters/{cluster}/jobs/{jobId}', { params: { cluster, jobId } });
  const job = detail.data?.job;
  return (
    <Page
      title={job?.name ?? jobId.slice(0, 8)}
      crumb={<Go to="/jobs">{t('nav.jobs')}</Go>}
      beside={job && <JobPill job={job} />}
    >
      <Loaded query={detail} rows={10}>
        {(data) => (
          <>
            <JobFacts job={data.job} />
            <Tabs
              value={tab}
              onChange={(value) => set({ tab: (value ?? 'overview') as Tab }, { push: true })}
              keepMounted={false}
            >
              <Tabs.List className={css.tabs}>
                {TABS.map((name) => (
                  <Tabs.Tab key={name} value={name}>
                    {t(`job.tab.${name}`)}
                    {name === 'events' && data.job.firingEvents > 0 && (
                      <b className={css.badge}>{data.job.firingEvents}</b>
                    )}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="overview">
                <OverviewTab detail={data} vertexId={vertex} onVertex={(id) => set({ vertex: id })} />
              </Tabs.Panel>
              <Tabs.Panel value="metrics">
                <Metrics detail={data} />
              </Tabs.Panel>
              <Tabs.Panel value="logs">
                <LogsTab job={data.job} />
              </Tabs.Panel>
              <Tabs.Panel value="diagnosis">
                <DiagnosisTab job={data.job} />
              </Tabs.Panel>
              <Tabs.Panel value="versions">
                <VersionsTab job={data.job} />
              </Tabs.Panel>
              <Tabs.Panel value="configuration">
                <ConfigurationTab job={data.job} />
              </Tabs.Panel>
              <Tabs.Panel value="checkpoints">
                <CheckpointsTab job={data.job} />
              </Tabs.Panel>
              <Tabs.Panel value="exceptions">
                <ExceptionsTab job={data.job} />
              </Tabs.Panel>
              <Tabs.Panel value="events">
                <EventsTab job={data.job} />
              </Tabs.Panel>
              <Tabs.Panel value="timeline">
                <TimelineTab job={data.job} />
              </Tabs.Panel>
            </Tabs>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Metrics({ detail }: { detail: JobDetail }) {
  const { bandsIn } = useJobBands(detail.job);
  return <MetricsTab detail={detail} bandsIn={bandsIn} />;
}
