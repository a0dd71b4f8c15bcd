import { useTranslation } from 'react-i18next';
import type { WeirEvent } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Go, jobPath } from '../../components/Go';
import { Icon } from '../../components/icons';
import { labelsText } from '../routing/shape';
import css from './events.module.css';

const BEFORE_MS = 5 * 60_000;
const AFTER_MS = 5 * 60_000;

/** The five minutes before an event and after it, or until now while it lasts. */
export function rangeAround(event: WeirEvent, now: number): string {
  const from = Date.parse(event.startsAt) - BEFORE_MS;
  const end = event.resolvedAt ? Date.parse(event.resolvedAt) : Date.parse(event.firedAt ?? event.startsAt);
  const to = end + AFTER_MS;
  return `from=${from}&to=${event.resolvedAt || to < now ? to : 'now'}`;
}

/** The ways from an event to what it is about, with the time around it. */
export function EventLinks({ event }: { event: WeirEvent }) {
  const { t } = useTranslation();
  const { cluster, jobId, jobName, process, vertexId, vertexName } = event.subject;
  // A deployment that did not start has a job that nobody ever saw.
  const hasJob = jobId && !(event.rule === 'DeploymentFailed' && event.annotations.running !== 'true');
  const around = rangeAround(event, Date.now());
  const words = process ? `process:${process}` : jobId ? `"${jobId}" OR "${jobName ?? jobId}"` : `cluster:${cluster}`;
  const incident = useApi('/api/v1/incidents', { query: { event: event.id } }).data?.incidents[0];
  return (
    <ul className={css.links} aria-label={t('events.subject')}>
      {incident && (
        <li>
          <Icon name="incidents" size={14} />
          <Go to={`/incidents/${incident.id}`}>{t('incidents.ofEvent')}</Go>
        </li>
      )}
      {hasJob && (
        <li>
          <Icon name="jobs" size={14} />
          <Go to={`${jobPath(cluster, jobId)}?${around}`}>{t('events.toJob', { name: jobName ?? jobId })}</Go>
        </li>
      )}
      {jobId && vertexId && (
        <li>
          <Icon name="right" size={14} />
          <Go to={`${jobPath(cluster, jobId)}?vertex=${encodeURIComponent(vertexId)}&${around}`}>
            {t('events.toVertex', { name: vertexName ?? vertexId })}
          </Go>
        </li>
      )}
      <li>
        <Icon name="logs" size={14} />
        <Go to={`/logs?q=${encodeURIComponent(words)}&${around}`}>
          {process ? t('events.toLogs', { name: process }) : t('events.toSomeLogs')}
        </Go>
      </li>
      <li>
        <Icon name="clusters" size={14} />
        <Go to={`/clusters?cluster=${encodeURIComponent(cluster)}`}>{cluster}</Go>
      </li>
      <li>
        <Icon name="routing" size={14} />
        <Go to={`/routing?labels=${encodeURIComponent(labelsText(event.labels))}`}>{t('events.toRouting')}</Go>
      </li>
    </ul>
  );
}
