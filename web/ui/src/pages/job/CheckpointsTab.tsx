import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint, Job } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Empty, Loaded } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { type Column, Rows, Under } from '../../components/Rows';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';
import type { Tone } from '../../components/tone';
import { bytes, duration } from '../../format/units';
import { CheckpointChart } from './CheckpointChart';

const TONES: Record<Checkpoint['status'], Tone> = { COMPLETED: 'healthy', FAILED: 'critical', IN_PROGRESS: 'info' };

export function CheckpointsTab({ job }: { job: Job }) {
  const { t } = useTranslation();
  const checkpoints = useApi('/api/v1/clusters/{cluster}/jobs/{jobId}/checkpoints', {
    params: { cluster: job.cluster, jobId: job.id },
    query: { limit: 200 },
  });
  const columns = useMemo<Column<Checkpoint>[]>(
    () => [
      { id: 'id', title: '#', num: true, width: 44, render: (row) => row.id },
      {
        id: 'status',
        title: t('checkpoint.status'),
        render: (row) => (
          <>
            <span className="row">
              <Pill tone={TONES[row.status]}>{t(`checkpoint.${row.status}`)}</Pill>
              {row.savepoint && <Pill tone="info">{t('checkpoint.savepoint')}</Pill>}
            </span>
            {row.failureMessage && <Under below="sm">{row.failureMessage}</Under>}
          </>
        ),
      },
      { id: 'at', title: t('checkpoint.triggered'), render: (row) => <At at={row.triggeredAt} /> },
      {
        id: 'duration',
        title: t('checkpoint.duration'),
        num: true,
        sort: (row) => row.durationMs,
        render: (row) => duration(row.durationMs),
      },
      {
        id: 'size',
        title: t('checkpoint.size'),
        num: true,
        above: 'sm',
        sort: (row) => row.stateSizeBytes,
        render: (row) => bytes(row.stateSizeBytes),
      },
      {
        id: 'increment',
        title: t('checkpoint.increment'),
        num: true,
        above: 'md',
        render: (row) => bytes(row.checkpointedSizeBytes),
      },
      {
        id: 'detail',
        title: t('checkpoint.detail'),
        above: 'sm',
        render: (row) => (
          <span className="mono" style={{ overflowWrap: 'anywhere' }}>
            {row.failureMessage ?? <span className="faint">{row.externalPath ?? ''}</span>}
          </span>
        ),
      },
    ],
    [t],
  );
  return (
    <Section title={t('job.tab.checkpoints')} count={checkpoints.data?.length}>
      <Loaded query={checkpoints}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('checkpoint.none')}>{t('checkpoint.noneHint')}</Empty>
          ) : (
            <>
              <CheckpointChart checkpoints={all} />
              <Rows
                label={t('job.tab.checkpoints')}
                columns={columns}
                rows={all}
                keyOf={(row) => `${row.id}-${row.triggeredAt}`}
                toneOf={(row) => (row.status === 'FAILED' ? 'critical' : undefined)}
              />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
