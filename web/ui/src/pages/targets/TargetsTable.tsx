import { useTranslation } from 'react-i18next';
import type { Target } from '../../api/types';
import { Go } from '../../components/Go';
import { Pill } from '../../components/Pill';
import { type Column, Rows, Under } from '../../components/Rows';
import { Since, useNow } from '../../components/Time';
import type { Tone } from '../../components/tone';
import { duration, integer, NONE } from '../../format/units';
import { isLate, seriesOf } from './groups';
import css from './targets.module.css';

const TONES: Record<Target['health'], Tone> = { up: 'healthy', down: 'critical', unknown: 'unknown' };

const OWN = new Set(['cluster', 'process', 'instance']);

function LastScrape({ target }: { target: Target }) {
  const { t } = useTranslation();
  const late = isLate(target, useNow());
  if (!target.lastScrape) return <>{t('common.never')}</>;
  return (
    <span className={late ? css.late : undefined} title={late ? t('targets.late') : undefined}>
      <Since at={target.lastScrape} />
    </span>
  );
}

function Labels({ target }: { target: Target }) {
  const more = Object.entries(target.labels).filter(([name]) => !OWN.has(name));
  return (
    <>
      {more.map(([name, value]) => (
        <span key={name} className={`${css.label} mono`}>
          {name}={value}
        </span>
      ))}
    </>
  );
}

function Fault({ target }: { target: Target }) {
  const { t } = useTranslation();
  if (target.lastError) return <span className={`${css.error} mono`}>{target.lastError}</span>;
  return target.health === 'unknown' ? <span className="dim">{t('targets.notYet')}</span> : null;
}

/** The targets of one source. */
export function TargetsTable({ label, targets }: { label: string; targets: Target[] }) {
  const { t } = useTranslation();
  const columns: Column<Target>[] = [
    {
      id: 'health',
      title: t('clusters.health'),
      width: 92,
      sort: (row) => row.health,
      render: (row) => <Pill tone={TONES[row.health]}>{t(`targetHealth.${row.health}`)}</Pill>,
    },
    {
      id: 'target',
      title: t('targets.target'),
      sort: (row) => `${row.cluster} ${row.process}`,
      render: (row) => (
        <>
          <Go to={`/explore?expr=${encodeURIComponent(seriesOf(row))}`} title={t('targets.explore')}>
            <b>{row.reads === 'rest' ? t('targets.rest') : row.process}</b>
          </Go>{' '}
          <span className="dim">{row.cluster}</span>
          <div className={`${css.url} mono dim`}>{row.url}</div>
          <Labels target={row} />
          <Under below="sm">
            <LastScrape target={row} />
            {row.lastScrape &&
              ` · ${duration(row.lastDurationMs)} · ${integer(row.lastSamples)} ${t('clusters.samples').toLowerCase()}`}
          </Under>
          <Under below="md">
            <Fault target={row} />
          </Under>
        </>
      ),
    },
    {
      id: 'last',
      title: t('clusters.lastScrape'),
      num: true,
      above: 'sm',
      width: 110,
      sort: (row) => row.lastScrape ?? '',
      render: (row) => <LastScrape target={row} />,
    },
    {
      id: 'duration',
      title: t('clusters.took'),
      num: true,
      above: 'sm',
      width: 90,
      sort: (row) => row.lastDurationMs,
      render: (row) => (row.lastScrape ? duration(row.lastDurationMs) : NONE),
    },
    {
      id: 'samples',
      title: t('clusters.samples'),
      num: true,
      above: 'sm',
      width: 90,
      sort: (row) => row.lastSamples,
      render: (row) => (row.lastScrape ? integer(row.lastSamples) : NONE),
    },
    { id: 'error', title: t('about.lastError'), above: 'md', width: '34%', render: (row) => <Fault target={row} /> },
  ];
  return (
    <Rows
      label={label}
      columns={columns}
      rows={targets}
      keyOf={(row) => `${row.url} ${JSON.stringify(row.labels)}`}
      toneOf={(row) => (row.health === 'down' ? 'critical' : row.health === 'unknown' ? 'unknown' : undefined)}
    />
  );
}
