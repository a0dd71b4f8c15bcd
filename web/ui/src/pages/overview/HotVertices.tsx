import { useTranslation } from 'react-i18next';
import type { PromData } from '../../api/types';
import { useApi } from '../../api/useApi';
import { numberOf, seriesOf } from '../../charts/shape';
import { Go, jobPath } from '../../components/Go';
import { Bones, Failure } from '../../components/Loaded';
import { Meter } from '../../components/Meter';
import { Section } from '../../components/Section';
import { busyTone, pressureTone, type Tone } from '../../components/tone';
import css from './overview.module.css';

/** Flink's reporter writes an underscore for each character that Prometheus would not take bare. */
const readable = (name = '') => name.replaceAll('_', ' ');

const TASKS = 'max by (cluster, job_id, job_name, task_id, task_name)';

function Hot({ title, metric, toneOf }: { title: string; metric: string; toneOf: (value: number | null) => Tone }) {
  const { t } = useTranslation();
  const query = useApi('/prometheus/api/v1/query', { query: { query: `${TASKS} (${metric}) / 1000` } });
  const rows = seriesOf(query.data as PromData | undefined)
    .map(({ metric: labels, value }) => ({ labels, value: numberOf(value?.[1]) }))
    .filter((row) => row.value !== null && row.value >= 0.005)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .slice(0, 6);
  return (
    <Section title={title}>
      {query.isPending && <Bones rows={3} />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data !== undefined && rows.length === 0 && <p className="faint">{t('overview.noneHot')}</p>}
      <ul className={css.hot}>
        {rows.map(({ labels, value }) => (
          <li key={`${labels.job_id}-${labels.task_id}`}>
            <Go
              to={`${jobPath(labels.cluster ?? '', labels.job_id ?? '')}?vertex=${labels.task_id ?? ''}`}
              className="clip"
              title={labels.task_name}
            >
              <b>{labels.job_name}</b> {readable(labels.task_name)}
            </Go>
            <Meter value={value} tone={toneOf(value)} label={title} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The vertices to look at first: where records wait, and who keeps them waiting. */
export function HotVertices() {
  const { t } = useTranslation();
  return (
    <div className={css.pair}>
      <Hot
        title={t('overview.topPressure')}
        metric="flink_taskmanager_job_task_backPressuredTimeMsPerSecond"
        toneOf={pressureTone}
      />
      <Hot title={t('overview.topBusy')} metric="flink_taskmanager_job_task_busyTimeMsPerSecond" toneOf={busyTone} />
    </div>
  );
}
