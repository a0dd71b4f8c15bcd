import { useTranslation } from 'react-i18next';
import type { Schemas, WeirStatus } from '../../api/types';
import { Meter } from '../../components/Meter';
import { Pairs, Section } from '../../components/Section';
import { At } from '../../components/Time';
import { bytes, duration, integer } from '../../format/units';
import css from './status.module.css';

/** Which Weir this is, and what it holds. */
export function Build({ status, detail }: { status: WeirStatus; detail: Schemas['WeirStatusDetail'] | undefined }) {
  const { t } = useTranslation();
  const heap = status.heapUsedBytes / status.heapMaxBytes;
  const build: [string, React.ReactNode][] = detail
    ? [
        ['Java', detail.build.java],
        [t('status.system'), `${detail.build.system}, ${t('status.processors', { count: detail.build.processors })}`],
        ['pid', detail.build.pid],
      ]
    : [];
  return (
    <Section title={t('status.build')}>
      <Pairs
        pairs={[
          [t('about.version'), status.version],
          [
            t('about.uptime'),
            <span key="up">
              {duration(status.uptimeMs)}{' '}
              <span className="faint">
                (<At at={status.startedAt} />)
              </span>
            </span>,
          ],
          ...build,
          [
            t('about.heap'),
            <span key="heap" className={css.gauge}>
              <Meter value={heap} tone={heap > 0.9 ? 'warning' : 'info'} label={t('about.heap')} />
              {bytes(status.heapUsedBytes)} / {bytes(status.heapMaxBytes)}
            </span>,
          ],
          [t('about.series'), integer(status.series)],
          [t('about.logs'), `${integer(status.logRecords)} · ${bytes(status.logRawBytes)}`],
          [t('about.logDisk'), bytes(status.logDiskBytes)],
          [
            t('about.logState'),
            status.logReadOnly ? t('about.readOnly', { reason: status.logReadOnly }) : t('about.writable'),
          ],
        ]}
      />
    </Section>
  );
}
