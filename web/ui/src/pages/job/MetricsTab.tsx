import { MultiSelect, SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobDetail, Schemas } from '../../api/types';
import { useApi } from '../../api/useApi';
import { ChartPanel } from '../../charts/ChartPanel';
import css from '../../charts/charts.module.css';
import type { Band } from '../../charts/shape';
import { Empty, Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { type Span, stepFor } from '../../time/range';
import { useRange } from '../../time/useRange';
import { oneOf, text, useUrlState } from '../../url/urlState';
import { nameVertices } from './vertexNames';

const GROUPS = ['overview', 'checkpoints', 'jobmanager', 'taskmanager', 'task'] as const;
const GRAINS = ['m1', 'm5'] as const;
type Group = (typeof GROUPS)[number];
type Grain = (typeof GRAINS)[number];

const SHAPE = {
  group: oneOf(GROUPS, 'overview' as Group),
  grain: oneOf(GRAINS, 'm1' as Grain),
  tm: text(),
  tasks: text(),
};

const listOf = (joined: string) => (joined ? joined.split(',') : []);

interface Props {
  detail: JobDetail;
  bandsIn: (span: Span) => Band[];
}

/** Every metric of the job by group, each explained from the catalogue. */
export function MetricsTab({ detail, bandsIn }: Props) {
  const { t } = useTranslation();
  const { spanAt } = useRange();
  const [{ group, grain, tm, tasks }, set] = useUrlState(SHAPE);
  const { job, vertices } = detail;
  const processes = useMemo(
    () =>
      [...new Set(vertices.flatMap((vertex) => vertex.subtasks.map((subtask) => subtask.taskManager)))]
        .filter((name) => name !== null)
        .sort(),
    [vertices],
  );
  const names = JSON.stringify(vertices.map((vertex) => vertex.name));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the names matter, not the numbers that come with them
  const rename = useMemo(() => nameVertices(vertices), [names]);
  const step = Math.max(grain === 'm1' ? 60 : 300, stepFor(spanAt(Date.now())));
  const charts = useApi('/api/v1/clusters/{cluster}/jobs/{jobId}/metrics', {
    params: { cluster: job.cluster, jobId: job.id },
    query: { group, granularity: step, process: listOf(tm), vertex: listOf(tasks) },
    every: false,
  });
  return (
    <Section
      title={t('job.tab.metrics')}
      count={charts.data?.length}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('job.metrics.granularity')}
          data={GRAINS.map((value) => ({ value, label: t(`job.metrics.grain.${value}`) }))}
          value={grain}
          onChange={(value) => set({ grain: value as Grain })}
        />
      }
    >
      <div className="row wrap" style={{ padding: '6px 0 12px' }}>
        <SegmentedControl
          size="xs"
          aria-label={t('job.metrics.group')}
          data={GROUPS.map((value) => ({ value, label: t(`job.metrics.groups.${value}`) }))}
          value={group}
          onChange={(value) => set({ group: value as Group })}
          style={{ maxWidth: '100%', overflowX: 'auto' }}
        />
        {group === 'taskmanager' && (
          <MultiSelect
            aria-label={t('job.metrics.pickTaskManagers')}
            placeholder={tm ? '' : t('job.metrics.pickTaskManagers')}
            data={processes}
            value={listOf(tm)}
            onChange={(picked) => set({ tm: picked.join(',') })}
            clearable
            searchable
            style={{ flex: '1 1 240px' }}
          />
        )}
        {group === 'task' && (
          <MultiSelect
            aria-label={t('job.metrics.pickTasks')}
            placeholder={tasks ? '' : t('job.metrics.pickTasks')}
            data={vertices.map((vertex) => ({ value: vertex.id, label: vertex.name }))}
            value={listOf(tasks)}
            onChange={(picked) => set({ tasks: picked.join(',') })}
            clearable
            searchable
            style={{ flex: '1 1 320px' }}
          />
        )}
      </div>
      <Loaded query={charts} rows={8}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('chart.none')} />
          ) : (
            <div className={css.grid}>
              {all.map((spec) => (
                <Metric
                  key={spec.id}
                  spec={spec}
                  step={step}
                  rename={rename}
                  bandsIn={bandsIn}
                  syncKey={`${job.id}/metrics`}
                />
              ))}
            </div>
          )
        }
      </Loaded>
    </Section>
  );
}

interface MetricProps {
  spec: Schemas['MetricChart'];
  step: number;
  rename: (label: string) => string;
  bandsIn: Props['bandsIn'];
  syncKey: string;
}

function Metric({ spec, step, rename, bandsIn, syncKey }: MetricProps) {
  const { i18n } = useTranslation();
  const zh = i18n.language === 'zh';
  const asks = useMemo(() => spec.queries, [spec]);
  return (
    <ChartPanel
      title={zh ? spec.titleZh : spec.title}
      help={`${zh ? spec.helpZh : spec.help} (${spec.metric})`}
      unit={spec.unit}
      max={spec.max}
      asks={asks}
      leastStep={step}
      rename={rename}
      bandsIn={bandsIn}
      syncKey={syncKey}
      height={130}
    />
  );
}
