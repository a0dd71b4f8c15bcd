import { useTranslation } from 'react-i18next';
import type { Cluster } from '../../api/types';
import { Go } from '../../components/Go';
import { Dot, Pill } from '../../components/Pill';
import { Since } from '../../components/Time';
import type { Tone } from '../../components/tone';
import css from './overview.module.css';

type Process = Cluster['processes'][number];

export function processTone(process: Process): Tone {
  if (process.state === 'running') return 'healthy';
  return process.state === 'starting' ? 'info' : process.exitCode === 0 ? 'quiet' : 'critical';
}

function Slots({ total, free }: { total: number; free: number }) {
  const { t } = useTranslation();
  const label = t('clusters.slotsUsed', { used: total - free, total });
  if (total > 48) return <span>{label}</span>;
  return (
    <span className={css.slots} role="img" aria-label={label} title={label}>
      {Array.from({ length: total }, (_, i) => (
        <i key={i} data-used={i < total - free || undefined} />
      ))}
    </span>
  );
}

/** One cluster in one strip: does it answer, what runs, is it being measured. */
export function ClusterStrip({ cluster }: { cluster: Cluster }) {
  const { t } = useTranslation();
  const known = cluster.reachability.state === 'reachable';
  const up = cluster.targets.filter((target) => target.health === 'up').length;
  return (
    <div className={css.cluster} data-unknown={!known || undefined}>
      <div className={css.clusterHead}>
        <Go to={`/clusters?cluster=${encodeURIComponent(cluster.name)}`}>
          <b>{cluster.name}</b>
        </Go>
        <Pill tone={known ? 'healthy' : 'unknown'} title={cluster.reachability.reason ?? undefined}>
          {t(known ? 'clusters.reachable' : 'clusters.unknown')} <Since at={cluster.reachability.since} />
        </Pill>
      </div>
      <dl className={css.cells}>
        <div>
          <dt>Flink</dt>
          <dd>{cluster.flinkVersion ?? t('common.unknown')}</dd>
        </div>
        <div>
          <dt>TaskManager</dt>
          <dd>{cluster.taskManagers.length}</dd>
        </div>
        <div>
          <dt>{t('clusters.slots')}</dt>
          <dd>
            <Slots total={cluster.slotsTotal} free={cluster.slotsFree} />
          </dd>
        </div>
        <div>
          <dt>{t('clusters.targets')}</dt>
          <dd className="row">
            {up}/{cluster.targets.length}
            {cluster.targets.map((target) => (
              <Dot
                key={target.url}
                tone={target.health === 'up' ? 'healthy' : target.health === 'down' ? 'critical' : 'unknown'}
                label={`${target.process}: ${t(`targetHealth.${target.health}`)}${target.lastError ? ` – ${target.lastError}` : ''}`}
              />
            ))}
          </dd>
        </div>
      </dl>
      {cluster.processes.length > 0 && (
        <ul className={css.processes} aria-label={t('clusters.processes')}>
          {cluster.processes.map((process) => (
            <li key={process.name}>
              <Dot tone={processTone(process)} label={t(`processState.${process.state}`)} />
              <Go to={`/logs?q=${encodeURIComponent(`process:${process.name}`)}`}>{process.name}</Go>
              <span className="faint">
                pid {process.pid} ·{' '}
                {process.state === 'exited' ? t('processState.exited') : <Since at={process.startedAt} />}
                {process.exitCode !== null && ` · ${t('clusters.exit', { code: process.exitCode })}`}
                {process.restarts > 0 && ` · ${t('clusters.restarts', { count: process.restarts })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
