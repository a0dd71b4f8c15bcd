import type { PromData, Unit } from '../../api/types';
import { numberOf, seriesOf } from '../../charts/shape';
import { jobPath } from '../../components/Go';

/** Flink's reporter writes an underscore for each character that Prometheus would not take bare. */
const readable = (name = '') => name.replaceAll('_', ' ');

export type TopName = 'pressure' | 'busy' | 'lag' | 'gc';

export interface Top {
  name: TopName;
  expr: string;
  unit: Unit;
  /** What is smaller is not worth a line. */
  least: number;
}

const VERTEX = 'max by (cluster, job_id, job_name, task_id, task_name)';
const TASK = 'flink_taskmanager_job_task_';
const RANGE = '5m';

/** The lists of what to look at first; the server keeps the ten highest of each. */
export const TOPS: Top[] = [
  { name: 'pressure', unit: 'share', least: 0.005, expr: `${VERTEX} (${TASK}backPressuredTimeMsPerSecond) / 1000` },
  { name: 'busy', unit: 'share', least: 0.005, expr: `${VERTEX} (${TASK}busyTimeMsPerSecond) / 1000` },
  {
    name: 'lag',
    unit: 'milliseconds',
    least: 1,
    expr: 'max by (cluster, job_id, job_name) (weir_job_watermark_delay_seconds or weir_job_business_delay_seconds) * 1000',
  },
  {
    name: 'gc',
    unit: 'share',
    least: 0.0005,
    expr: `max by (cluster, process) (rate({__name__=~"flink_(job|task)manager_Status_JVM_GarbageCollector_All_Time"}[${RANGE}])) / 1000`,
  },
];

export interface TopRow {
  key: string;
  to: string;
  title: string;
  bold: string;
  rest: string;
  value: number;
}

const encoded = (text = '') => encodeURIComponent(text);

/** The highest values of an answer, each with where it leads. */
export function rowsOf(top: Top, data: PromData | undefined, most = 6): TopRow[] {
  return seriesOf(data)
    .map(({ metric, value }) => ({ metric, value: numberOf(value?.[1]) }))
    .filter((row): row is { metric: Record<string, string>; value: number } => (row.value ?? -1) >= top.least)
    .sort((a, b) => b.value - a.value)
    .slice(0, most)
    .map(({ metric, value }) => {
      const job = jobPath(metric.cluster ?? '', metric.job_id ?? '');
      if (top.name === 'gc') {
        const to = `/clusters?cluster=${encoded(metric.cluster)}`;
        return {
          key: `${metric.cluster}/${metric.process}`,
          to,
          title: metric.process ?? '',
          bold: metric.cluster ?? '',
          rest: metric.process ?? '',
          value,
        };
      }
      const vertex = metric.task_id ? `?vertex=${encoded(metric.task_id)}` : '?tab=metrics';
      return {
        key: `${metric.job_id}/${metric.task_id ?? ''}`,
        to: `${job}${vertex}`,
        title: metric.task_name ?? metric.job_name ?? '',
        bold: metric.job_name ?? '',
        rest: metric.task_name ? readable(metric.task_name) : (metric.cluster ?? ''),
        value,
      };
    });
}
