import { useTranslation } from 'react-i18next';
import type { Cluster } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Go } from '../../components/Go';
import { Empty, Loaded } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { Since } from '../../components/Time';
import { text, useUrlState } from '../../url/urlState';
import css from './clusters.module.css';
import { Processes } from './Processes';
import { Targets } from './Targets';
import { TaskManagers } from './TaskManagers';

const SHAPE = { cluster: text() };

export default function ClustersPage() {
  const { t } = useTranslation();
  const [{ cluster }] = useUrlState(SHAPE);
  const query = useApi('/api/v1/clusters');
  return (
    <Page title={t('nav.clusters')} crumb={cluster ? <Go to="/clusters">{t('clusters.all')}</Go> : undefined}>
      <Loaded query={query} rows={8}>
        {(all) => {
          const shown = cluster ? all.filter((each) => each.name === cluster) : all;
          if (all.length === 0) return <Empty title={t('clusters.none')}>{t('clusters.noneHint')}</Empty>;
          if (shown.length === 0)
            return <Empty title={t('clusters.notThere', { name: cluster })}>{t('clusters.notThereHint')}</Empty>;
          return shown.map((each) => <One key={each.name} cluster={each} />);
        }}
      </Loaded>
    </Page>
  );
}

function One({ cluster }: { cluster: Cluster }) {
  const { t } = useTranslation();
  const { reachability } = cluster;
  const known = reachability.state === 'reachable';
  return (
    <article className={css.cluster}>
      <header className={css.head} data-unknown={!known || undefined}>
        <h2>{cluster.name}</h2>
        <Pill tone={known ? 'healthy' : 'unknown'}>
          {t(known ? 'clusters.reachable' : 'clusters.unknown')} <Since at={reachability.since} />
        </Pill>
        <span className="dim">Flink {cluster.flinkVersion ?? t('common.unknown')}</span>
        <a href={cluster.rest} target="_blank" rel="noreferrer" className="mono">
          {cluster.rest}
        </a>
        <span className="dim">{t(cluster.hosted ? 'clusters.hosted' : 'clusters.watched')}</span>
        <span className="dim">
          {t('clusters.slotsUsed', { used: cluster.slotsTotal - cluster.slotsFree, total: cluster.slotsTotal })}
        </span>
        <Go to={`/jobs?cluster=${encodeURIComponent(cluster.name)}`}>
          {Object.entries(cluster.jobsByState)
            .filter(([, count]) => count > 0)
            .map(([state, count]) => `${count} ${state}`)
            .join(', ') || t('clusters.noJobs')}
        </Go>
        {!known && <p className="mono">{reachability.reason}</p>}
      </header>
      {cluster.processes.length > 0 && <Processes processes={cluster.processes} />}
      <Targets targets={cluster.targets} />
      <TaskManagers taskManagers={cluster.taskManagers} known={known} />
    </article>
  );
}
