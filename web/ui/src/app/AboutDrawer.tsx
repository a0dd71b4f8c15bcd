import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WeirStatus } from '../api/types';
import { useApi } from '../api/useApi';
import type { StreamState } from '../api/useStream';
import { Loaded } from '../components/Loaded';
import { Dot } from '../components/Pill';
import { type Column, Rows } from '../components/Rows';
import { Pairs, Section } from '../components/Section';
import { At } from '../components/Time';
import { bytes, duration, integer } from '../format/units';

type Loop = WeirStatus['loops'][number];

/** Weir watching itself: its version, memory, stores and loops. */
export function AboutDrawer({
  opened,
  onClose,
  live,
}: {
  opened: boolean;
  onClose: () => void;
  live: StreamState | null;
}) {
  const { t } = useTranslation();
  const status = useApi('/api/v1/status', { enabled: opened });
  const tone = { ok: 'healthy', error: 'critical', unknown: 'unknown' } as const;
  const columns: Column<Loop>[] = [
    {
      id: 'name',
      title: t('about.loop'),
      render: (loop) => (
        <span className="row">
          <Dot tone={tone[loop.health]} label={t(`health.${loop.health}`)} /> {loop.name}
        </span>
      ),
    },
    {
      id: 'last',
      title: t('about.lastRun'),
      render: (loop) => (loop.lastRun ? <At at={loop.lastRun} /> : t('common.never')),
    },
    {
      id: 'error',
      title: t('about.lastError'),
      render: (loop) => <span className="mono">{loop.lastError ?? ''}</span>,
    },
  ];
  return (
    <Drawer opened={opened} onClose={onClose} title={t('about.title')} size="lg">
      <Loaded query={status}>
        {(weir) => (
          <>
            <Pairs
              pairs={[
                [t('about.version'), weir.version],
                [t('about.uptime'), duration(weir.uptimeMs)],
                [t('about.heap'), `${bytes(weir.heapUsedBytes)} / ${bytes(weir.heapMaxBytes)}`],
                [t('about.series'), integer(weir.series)],
                [t('about.logs'), `${integer(weir.logRecords)} · ${bytes(weir.logRawBytes)}`],
                [t('about.logDisk'), bytes(weir.logDiskBytes)],
                [
                  t('about.logState'),
                  weir.logReadOnly ? t('about.readOnly', { reason: weir.logReadOnly }) : t('about.writable'),
                ],
                [t('about.stream'), live && t(`live.${live}`)],
              ]}
            />
            <Section title={t('about.loops')} count={weir.loops.length}>
              <Rows
                label={t('about.loops')}
                columns={columns}
                rows={weir.loops}
                keyOf={(loop) => loop.name}
                toneOf={(loop) => (loop.health === 'error' ? 'critical' : undefined)}
              />
            </Section>
          </>
        )}
      </Loaded>
    </Drawer>
  );
}
