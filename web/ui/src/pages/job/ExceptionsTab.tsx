import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job, JobException } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Copy, Stack } from '../../components/Copy';
import { Go } from '../../components/Go';
import { Icon } from '../../components/icons';
import { Empty, Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';
import css from './job.module.css';

const AROUND_MS = 60_000;

/** The log a minute before and after an instant. */
export function logsAround(at: string, query: string): string {
  const center = Date.parse(at);
  return `/logs?q=${encodeURIComponent(query)}&from=${center - AROUND_MS}&to=${center + AROUND_MS}`;
}

export function ExceptionsTab({ job }: { job: Job }) {
  const { t } = useTranslation();
  const exceptions = useApi('/api/v1/clusters/{cluster}/jobs/{jobId}/exceptions', {
    params: { cluster: job.cluster, jobId: job.id },
    query: { limit: 200 },
  });
  return (
    <Section title={t('job.tab.exceptions')} count={exceptions.data?.length}>
      <Loaded query={exceptions}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('exception.none')}>{t('exception.noneHint')}</Empty>
          ) : (
            <ul className={css.exceptions}>
              {all.map((exception, i) => (
                <One key={`${exception.at}-${i}`} exception={exception} startOpen={i === 0} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function One({ exception, startOpen }: { exception: JobException; startOpen: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(startOpen);
  return (
    <li>
      <button type="button" className={css.exceptionHead} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'down' : 'right'} size={14} />
        <At at={exception.at} />
        <span className={css.headline}>{exception.headline}</span>
      </button>
      <div className={css.exceptionMeta}>
        <span className="mono dim">{exception.className}</span>
        {exception.taskName && <span>{exception.taskName}</span>}
        {(exception.taskManagerId ?? exception.endpoint) && (
          <span className="dim mono">{exception.taskManagerId ?? exception.endpoint}</span>
        )}
        <Go to={logsAround(exception.at, '')}>{t('exception.logs')}</Go>
        <Copy text={exception.stackTrace} />
      </div>
      {open && <Stack text={exception.stackTrace} />}
    </li>
  );
}
