import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { useFiring } from '../../api/useFiring';
import { Page } from '../../app/Page';
import { Go } from '../../components/Go';
import { Empty, Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { JobsTable } from '../jobs/JobsTable';
import { ClusterStrip } from './ClusterStrip';
import { FiringList } from './FiringList';
import { Numbers } from './Numbers';
import { OpenIncidents } from './OpenIncidents';
import { StateLine } from './StateLine';
import { byTrouble } from './state';
import { TopLists } from './TopLists';

export default function OverviewPage() {
  const { t } = useTranslation();
  const clusters = useApi('/api/v1/clusters');
  const jobs = useApi('/api/v1/jobs');
  const { query, firing } = useFiring();
  return (
    <Page title={t('nav.overview')}>
      <Loaded query={query} rows={2}>
        {() => <StateLine firing={firing} clusters={clusters.data ?? []} jobs={jobs.data ?? []} />}
      </Loaded>
      <Numbers />
      <OpenIncidents />
      {firing.length > 0 && (
        <Section
          title={t('overview.firing')}
          count={firing.length}
          actions={<Go to="/events">{t('overview.allEvents')}</Go>}
        >
          <FiringList events={firing} />
        </Section>
      )}
      <Section
        title={t('overview.jobs')}
        count={jobs.data?.length}
        actions={<Go to="/jobs">{t('overview.allJobs')}</Go>}
      >
        <Loaded query={jobs}>
          {(all) =>
            all.length ? (
              <JobsTable jobs={[...all].sort(byTrouble).slice(0, 25)} />
            ) : (
              <Empty title={t('jobs.none')}>{t('jobs.noneHint')}</Empty>
            )
          }
        </Loaded>
      </Section>
      <TopLists />
      <Section title={t('overview.clusters')} count={clusters.data?.length}>
        <Loaded query={clusters}>
          {(all) =>
            all.length ? (
              all.map((cluster) => <ClusterStrip key={cluster.name} cluster={cluster} />)
            ) : (
              <Empty title={t('clusters.none')}>{t('clusters.noneHint')}</Empty>
            )
          }
        </Loaded>
      </Section>
    </Page>
  );
}
