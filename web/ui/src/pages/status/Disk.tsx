import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/types';
import { Meter } from '../../components/Meter';
import { type Column, Rows } from '../../components/Rows';
import { Section } from '../../components/Section';
import { bytes } from '../../format/units';
import css from './status.module.css';

type DiskOfWeir = Schemas['WeirStatusDetail']['disk'];

const KNOWN = new Set([
  'logs',
  'flink',
  'head',
  'history',
  'scenes',
  'artifacts',
  'spool',
  'weir.db',
  'weir.db-wal',
  'jobs.db',
  'signatures',
]);

/** Where the disk goes. */
export function Disk({ disk }: { disk: DiskOfWeir }) {
  const { t } = useTranslation();
  const used = 1 - disk.freeBytes / disk.totalBytes;
  const whole = disk.parts.reduce((sum, part) => sum + part.bytes, 0);
  const columns: Column<DiskOfWeir['parts'][number]>[] = [
    {
      id: 'name',
      title: t('status.part'),
      render: (part) => (
        <>
          <b className="mono">{part.name}</b>{' '}
          {KNOWN.has(part.name) && (
            <span className="dim">{t(`status.parts.${part.name.replaceAll('.', '_')}`, '')}</span>
          )}
        </>
      ),
    },
    {
      id: 'bytes',
      title: t('status.size'),
      num: true,
      sort: (part) => part.bytes,
      render: (part) => (part.complete ? bytes(part.bytes) : `≥ ${bytes(part.bytes)}`),
    },
  ];
  return (
    <Section title={t('status.disk')} count={bytes(whole)}>
      <p className={css.gauge}>
        <span className="mono faint">{disk.folder}</span>
        <Meter value={used} tone={used > 0.9 ? 'critical' : used > 0.8 ? 'warning' : 'info'} label={t('status.used')} />
        <span className="dim">{t('status.free', { free: bytes(disk.freeBytes), total: bytes(disk.totalBytes) })}</span>
      </p>
      <Rows
        label={t('status.disk')}
        columns={columns}
        rows={disk.parts.filter((part) => part.bytes > 0)}
        keyOf={(part) => part.name}
      />
    </Section>
  );
}
