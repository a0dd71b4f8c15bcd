import { useTranslation } from 'react-i18next';
import type { Job } from '../../api/types';
import { Go, jobPath, useGo } from '../../components/Go';
import { Meter } from '../../components/Meter';
import { JobPill, Pill } from '../../components/Pill';
import { type Column, Rows, Under } from '../../components/Rows';
import { Sparkline } from '../../components/Sparkline';
import { Since } from '../../components/Time';
import { busyTone, healthTone, pressureTone, severityTone } from '../../components/tone';
import { duration, formatUnit, NONE } from '../../format/units';
import { useJobSparks } from './useJobSparks';

function LastCheckpoint({ job }: { job: Job }) {
  const { t } = useTranslation();
  const last = job.lastCheckpoint;
  if (!last) return <span className="faint">{NONE}</span>;
  const failed = last.status === 'FAILED';
  return (
    <span className="row nowrap" style={{ justifyContent: 'flex-end' }}>
      {failed && <Pill tone="warning">{t('checkpoint.FAILED')}</Pill>}
      <span title={`#${last.id} · ${duration(last.durationMs)}`}>
        <Since at={last.triggeredAt} />
      </span>
    </span>
  );
}

/** The jobs, dense: state, pressure, flow, and how safe they are. */
export function JobsTable({ jobs }: { jobs: Job[] }) {
  const { t } = useTranslation();
  const go = useGo();
  const sparks = useJobSparks();
  const flow = (value: number | null) => formatUnit('perSecond', value);
  const columns: Column<Job>[] = [
    {
      id: 'name',
      title: t('jobs.name'),
      sort: (job) => job.name,
      render: (job) => (
        <>
          <Go to={jobPath(job.cluster, job.id)} title={job.id}>
            <b>{job.name}</b>
          </Go>
          <Under below="sm">
            {t('jobs.backPressure')} {formatUnit('share', job.maxBackPressure)} · {flow(job.recordsInPerSecond)}
          </Under>
        </>
      ),
    },
    {
      id: 'state',
      title: t('jobs.state'),
      sort: (job) => job.state,
      render: (job) => (
        <span className="row">
          <JobPill job={job} />
          <span className="faint">
            <Since at={job.since} />
          </span>
        </span>
      ),
    },
    {
      id: 'health',
      title: t('jobHealth.title'),
      num: true,
      above: 'md',
      sort: (job) => job.healthScore ?? 101,
      render: (job) =>
        job.healthScore === null ? NONE : <Pill tone={healthTone(job.healthScore)}>{job.healthScore}</Pill>,
    },
    {
      id: 'pressure',
      title: t('jobs.backPressure'),
      width: 140,
      above: 'sm',
      sort: (job) => job.maxBackPressure ?? -1,
      render: (job) => (
        <Meter value={job.maxBackPressure} tone={pressureTone(job.maxBackPressure)} label={t('jobs.backPressure')} />
      ),
    },
    {
      id: 'busy',
      title: t('jobs.busy'),
      width: 140,
      above: 'md',
      sort: (job) => job.maxBusy ?? -1,
      render: (job) => <Meter value={job.maxBusy} tone={busyTone(job.maxBusy)} label={t('jobs.busy')} />,
    },
    {
      id: 'spark',
      title: t('jobs.flow'),
      width: 100,
      above: 'lg',
      render: (job) => <Sparkline values={sparks.get(job.id) ?? []} label={t('jobs.flow')} />,
    },
    {
      id: 'in',
      title: t('jobs.in'),
      num: true,
      above: 'md',
      sort: (job) => job.recordsInPerSecond ?? -1,
      render: (job) => flow(job.recordsInPerSecond),
    },
    {
      id: 'out',
      title: t('jobs.out'),
      num: true,
      above: 'lg',
      sort: (job) => job.recordsOutPerSecond ?? -1,
      render: (job) => flow(job.recordsOutPerSecond),
    },
    {
      id: 'tasks',
      title: t('jobs.tasks'),
      num: true,
      above: 'lg',
      render: (job) => `${job.runningTasks}/${job.totalTasks}`,
    },
    {
      id: 'restarts',
      title: t('jobs.restarts'),
      num: true,
      above: 'md',
      sort: (job) => job.restarts ?? -1,
      render: (job) => job.restarts ?? NONE,
    },
    {
      id: 'checkpoint',
      title: t('jobs.lastCheckpoint'),
      num: true,
      above: 'sm',
      render: (job) => <LastCheckpoint job={job} />,
    },
    {
      id: 'firing',
      title: t('jobs.firing'),
      num: true,
      sort: (job) => job.firingEvents,
      render: (job) =>
        job.firingEvents ? (
          <Pill tone={severityTone(job.worstSeverity)}>{job.firingEvents}</Pill>
        ) : (
          <span className="faint">0</span>
        ),
    },
  ];
  return (
    <Rows
      label={t('overview.jobs')}
      columns={columns}
      rows={jobs}
      keyOf={(job) => `${job.cluster}/${job.id}`}
      onOpen={(job) => void go(jobPath(job.cluster, job.id))}
      toneOf={(job) => (job.stateKnown ? (job.firingEvents ? severityTone(job.worstSeverity) : undefined) : 'unknown')}
    />
  );
}
