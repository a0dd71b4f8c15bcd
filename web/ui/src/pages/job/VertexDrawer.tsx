import { Drawer } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job, Vertex } from '../../api/types';
import { ChartPanel } from '../../charts/ChartPanel';
import type { Band } from '../../charts/shape';
import { Meter } from '../../components/Meter';
import { Pill } from '../../components/Pill';
import { type Column, Rows } from '../../components/Rows';
import { Section } from '../../components/Section';
import { busyTone, pressureTone } from '../../components/tone';
import { formatUnit, NONE, share } from '../../format/units';
import type { Span } from '../../time/range';
import css from './job.module.css';
import { skewOf } from './skew';
import { VertexFlame } from './VertexFlame';
import { VertexThreads } from './VertexThreads';
import { vertexCharts } from './vertexCharts';

interface Props {
  job: Job;
  vertex: Vertex | undefined;
  bandsIn: (span: Span) => Band[];
  onClose: () => void;
}

export function VertexDrawer({ job, vertex, bandsIn, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer opened={vertex !== undefined} onClose={onClose} size="xl" title={vertex?.name ?? ''}>
      {vertex && (
        <>
          <div className="row wrap">
            {vertex.root && <Pill tone="warning">{t('graph.root')}</Pill>}
            <span className="dim">
              {t('vertex.parallelism', { count: vertex.parallelism, max: vertex.maxParallelism })} · {vertex.status}
            </span>
          </div>
          <SkewBar vertex={vertex} />
          <Section title={t('vertex.subtasks')} count={vertex.subtasks.length}>
            <Subtasks vertex={vertex} />
          </Section>
          <VertexFlame key={`flame ${vertex.id}`} job={job} vertexId={vertex.id} />
          <VertexThreads key={`threads ${vertex.id}`} job={job} vertex={vertex} />
          <VertexCharts job={job} vertex={vertex} bandsIn={bandsIn} />
        </>
      )}
    </Drawer>
  );
}

function SkewBar({ vertex }: { vertex: Vertex }) {
  const { t } = useTranslation();
  const skew = skewOf(vertex.subtasks);
  if (!skew) return null;
  const uneven = skew.factor >= 1.5;
  return (
    <div className={css.skew}>
      <span className="dim">
        {t('vertex.skew')} <b>{skew.factor.toFixed(2)}×</b> {t(uneven ? 'vertex.uneven' : 'vertex.even')}
      </span>
      <div className={css.skewBar} role="img" aria-label={`${t('vertex.skew')} ${skew.factor.toFixed(2)}`}>
        {skew.shares.map((each) => (
          <i
            key={each.index}
            data-over={each.share * skew.shares.length >= 1.5 || undefined}
            style={{ flexGrow: each.share }}
            title={`${each.index}: ${share(each.share)}`}
          />
        ))}
      </div>
    </div>
  );
}

function Subtasks({ vertex }: { vertex: Vertex }) {
  const { t } = useTranslation();
  type Subtask = Vertex['subtasks'][number];
  const columns: Column<Subtask>[] = [
    { id: 'index', title: '#', num: true, width: 30, sort: (row) => row.index, render: (row) => row.index },
    {
      id: 'tm',
      title: 'TaskManager',
      above: 'sm',
      render: (row) => <span className="mono">{row.taskManager ?? NONE}</span>,
    },
    {
      id: 'pressure',
      title: t('jobs.backPressure'),
      sort: (row) => row.backPressure ?? -1,
      render: (row) => (
        <Meter value={row.backPressure} tone={pressureTone(row.backPressure)} label={t('jobs.backPressure')} />
      ),
    },
    {
      id: 'busy',
      title: t('jobs.busy'),
      sort: (row) => row.busy ?? -1,
      render: (row) => <Meter value={row.busy} tone={busyTone(row.busy)} label={t('jobs.busy')} />,
    },
    {
      id: 'in',
      title: t('vertex.in'),
      num: true,
      above: 'sm',
      sort: (row) => row.recordsInPerSecond ?? -1,
      render: (row) => formatUnit('perSecond', row.recordsInPerSecond),
    },
    {
      id: 'out',
      title: t('vertex.out'),
      num: true,
      above: 'sm',
      sort: (row) => row.recordsOutPerSecond ?? -1,
      render: (row) => formatUnit('perSecond', row.recordsOutPerSecond),
    },
  ];
  return (
    <Rows label={t('vertex.subtasks')} columns={columns} rows={vertex.subtasks} keyOf={(row) => String(row.index)} />
  );
}

function VertexCharts({ job, vertex, bandsIn }: { job: Job; vertex: Vertex; bandsIn: Props['bandsIn'] }) {
  const { t } = useTranslation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the queries depend on the ids alone
  const charts = useMemo(() => vertexCharts(job, vertex), [job.id, vertex.id]);
  return (
    <Section title={t('job.charts')}>
      {charts.map((chart) => (
        <ChartPanel
          key={chart.id}
          title={t(`vertex.chart.${chart.id}`)}
          unit={chart.unit}
          max={chart.max}
          asks={chart.asks}
          bandsIn={bandsIn}
          syncKey={vertex.id}
          height={120}
        />
      ))}
    </Section>
  );
}
