import { useTranslation } from 'react-i18next';
import type { Sink } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Empty, Loaded } from '../../components/Loaded';
import { Meter } from '../../components/Meter';
import { Pill } from '../../components/Pill';
import { type Column, Rows, Under } from '../../components/Rows';
import { At } from '../../components/Time';
import type { Tone } from '../../components/tone';
import { bytes, duration, integer, NONE } from '../../format/units';

const TONES: Record<Sink['state'], Tone> = {
  unknown: 'unknown',
  up: 'healthy',
  retrying: 'warning',
  paused: 'critical',
};

const lost = (sink: Sink) => sink.droppedSamples + sink.queueDroppedSamples;
const leftOut = (sink: Sink) => sink.rejectedSamples + sink.notFiniteSamples;

/** Nearly full is when somebody has to act: then the oldest samples go. */
function spoolTone(sink: Sink): Tone {
  const share = sink.spoolBytes / sink.spoolLimitBytes;
  return share >= 0.9 ? 'critical' : share >= 0.5 ? 'warning' : 'info';
}

function Fault({ sink }: { sink: Sink }) {
  const { t } = useTranslation();
  if (!sink.lastError) return null;
  return (
    <span className="mono">
      {sink.lastErrorAt && (
        <span className="dim">
          <At at={sink.lastErrorAt} />{' '}
        </span>
      )}
      {sink.lastError}
      {sink.retryAt && (
        <span className="dim">
          {' '}
          {t('sinks.next')} <At at={sink.retryAt} />
        </span>
      )}
    </span>
  );
}

function Counts({ sink }: { sink: Sink }) {
  const { t } = useTranslation();
  const spool = t('sinks.spoolOf', { used: bytes(sink.spoolBytes), limit: bytes(sink.spoolLimitBytes) });
  return (
    <>
      {sink.state !== 'unknown' && `${t('sinks.lag')}: ${duration(sink.lagMs)} · `}
      {t('sinks.waiting')}: {integer(sink.waitingSamples)} · {spool}
      {lost(sink) > 0 && ` · ${t('sinks.lost')}: ${integer(lost(sink))}`}
    </>
  );
}

export default function SinksPage() {
  const { t } = useTranslation();
  const query = useApi('/api/v1/sinks', {});
  const columns: Column<Sink>[] = [
    {
      id: 'state',
      title: t('sinks.state'),
      width: 90,
      sort: (row) => row.state,
      render: (row) => <Pill tone={TONES[row.state]}>{t(`sinks.${row.state}`)}</Pill>,
    },
    {
      id: 'name',
      title: t('sinks.name'),
      sort: (row) => row.name,
      render: (row) => (
        <>
          <b>{row.name}</b> <span className="dim">{t(`sinks.kinds.${row.kind}`)}</span>
          <div className="mono dim">{row.url}</div>
          <Under below="sm">
            <Counts sink={row} />
          </Under>
          <Under below="md">
            <Fault sink={row} />
          </Under>
        </>
      ),
    },
    {
      id: 'lag',
      title: t('sinks.lag'),
      num: true,
      above: 'sm',
      sort: (row) => row.lagMs,
      render: (row) => (row.state === 'unknown' ? NONE : duration(row.lagMs)),
    },
    {
      id: 'waiting',
      title: t('sinks.waiting'),
      num: true,
      above: 'sm',
      sort: (row) => row.waitingSamples,
      render: (row) => integer(row.waitingSamples),
    },
    {
      id: 'spool',
      title: t('sinks.spool'),
      above: 'sm',
      sort: (row) => row.spoolBytes / row.spoolLimitBytes,
      render: (row) => (
        <>
          <Meter value={row.spoolBytes / row.spoolLimitBytes} tone={spoolTone(row)} label={t('sinks.spool')} />
          <div className="dim" style={{ whiteSpace: 'nowrap' }}>
            {t('sinks.spoolOf', { used: bytes(row.spoolBytes), limit: bytes(row.spoolLimitBytes) })}
          </div>
        </>
      ),
    },
    { id: 'sent', title: t('sinks.sent'), num: true, above: 'md', render: (row) => integer(row.sentSamples) },
    { id: 'lost', title: t('sinks.lost'), num: true, above: 'sm', render: (row) => integer(lost(row)) },
    {
      id: 'leftOut',
      title: <span title={t('sinks.leftOutHint')}>{t('sinks.leftOut')}</span>,
      num: true,
      above: 'lg',
      render: (row) => integer(leftOut(row)),
    },
    { id: 'error', title: t('sinks.lastError'), above: 'md', render: (row) => <Fault sink={row} /> },
  ];
  return (
    <Page title={t('nav.sinks')}>
      <div style={{ paddingTop: 14 }}>
        <Loaded query={query} rows={4}>
          {(all) =>
            all.length === 0 ? (
              <Empty title={t('sinks.none')}>{t('sinks.noneHint')}</Empty>
            ) : (
              <Rows
                label={t('nav.sinks')}
                columns={columns}
                rows={all}
                keyOf={(row) => row.name}
                toneOf={(row) => (row.state === 'paused' || lost(row) > 0 ? 'critical' : undefined)}
              />
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}
