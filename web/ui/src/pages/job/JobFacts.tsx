import { useTranslation } from 'react-i18next';
import type { Job } from '../../api/types';
import { Copy } from '../../components/Copy';
import { Go } from '../../components/Go';
import { Since } from '../../components/Time';
import { formatUnit, NONE, share } from '../../format/units';
import css from './job.module.css';

/** The logs that speak of a job: Flink names the job's id in its coordinator's lines, and its name in few. */
export const jobLogQuery = (job: Job) => `"${job.id}" OR "${job.name}"`;

/** What matters of a job in one line. */
export function JobFacts({ job }: { job: Job }) {
  const { t } = useTranslation();
  const share1 = (value: number | null) => (value === null ? NONE : share(value));
  const facts: [string, React.ReactNode][] = [
    [t('job.since'), <Since key="since" at={job.since} />],
    [t('jobHealth.title'), job.healthScore ?? NONE],
    [t('jobs.backPressure'), share1(job.maxBackPressure)],
    [t('jobs.busy'), share1(job.maxBusy)],
    [t('jobs.in'), formatUnit('perSecond', job.recordsInPerSecond)],
    [t('jobs.out'), formatUnit('perSecond', job.recordsOutPerSecond)],
    [t('jobs.tasks'), `${job.runningTasks}/${job.totalTasks}`],
    [t('jobs.restarts'), job.restarts ?? NONE],
    [
      t('job.checkpoints'),
      t('job.checkpointCounts', { completed: job.checkpoints.completed, failed: job.checkpoints.failed }),
    ],
  ];
  return (
    <div className={css.facts}>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="row wrap">
        <span className="mono faint">{job.id}</span>
        <Copy text={job.id} />
        <Go to={`/clusters?cluster=${encodeURIComponent(job.cluster)}`}>{job.cluster}</Go>
        <Go to={`/logs?q=${encodeURIComponent(jobLogQuery(job))}`}>{t('job.logs')}</Go>
        <Go to={`/diagnosis?cluster=${encodeURIComponent(job.cluster)}&job=${job.id}`}>{t('diagnosis.open')}</Go>
      </div>
    </div>
  );
}
