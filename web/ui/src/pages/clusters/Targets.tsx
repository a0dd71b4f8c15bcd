import { useTranslation } from 'react-i18next';
import type { Cluster } from '../../api/types';
import { Empty } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { type Column, Rows } from '../../components/Rows';
import { Section } from '../../components/Section';
import { Since } from '../../components/Time';
import type { Tone } from '../../components/tone';
import { duration, integer } from '../../format/units';

type Target = Cluster['targets'][number];

const TONES: Record<Target['health'], Tone> = { up: 'healthy', down: 'critical', unknown: 'unknown' };

export function Targets({ targets }: { targets: Target[] }) {
  const { t } = useTranslation();
  const columns: Column<Target>[] = [
    { id: 'process', title: t('clusters.process'), sort: (row) => row.process, render: (row) => <b>{row.process}</b> },
    {
      id: 'health',
      title: t('clusters.health'),
      render: (row) => <Pill tone={TONES[row.health]}>{t(`targetHealth.${row.health}`)}</Pill>,
    },
    { id: 'url', title: 'URL', above: 'md', render: (row) => <span className="mono">{row.url}</span> },
    {
      id: 'last',
      title: t('clusters.lastScrape'),
      num: true,
      render: (row) => (row.lastScrape ? <Since at={row.lastScrape} /> : t('common.never')),
    },
    {
      id: 'duration',
      title: t('clusters.took'),
      num: true,
      above: 'sm',
      sort: (row) => row.lastDurationMs,
      render: (row) => duration(row.lastDurationMs),
    },
    {
      id: 'samples',
      title: t('clusters.samples'),
      num: true,
      above: 'sm',
      sort: (row) => row.lastSamples,
      render: (row) => integer(row.lastSamples),
    },
    {
      id: 'error',
      title: t('about.lastError'),
      above: 'sm',
      render: (row) => <span className="mono">{row.lastError}</span>,
    },
  ];
  return (
    <Section title={t('clusters.targets')} count={targets.length}>
      {targets.length === 0 ? (
        <Empty title={t('clusters.noTargets')}>{t('clusters.noTargetsHint')}</Empty>
      ) : (
        <Rows
          label={t('clusters.targets')}
          columns={columns}
          rows={targets}
          keyOf={(row) => row.url}
          toneOf={(row) => (row.health === 'down' ? 'critical' : row.health === 'unknown' ? 'unknown' : undefined)}
        />
      )}
    </Section>
  );
}
