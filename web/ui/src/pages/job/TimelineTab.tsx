import { useTranslation } from 'react-i18next';
import type { Job, StatusChange } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Stack } from '../../components/Copy';
import { Empty, Loaded } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { type Column, Rows, Under } from '../../components/Rows';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';
import { jobTone } from '../../components/tone';
import { stamp } from '../../format/times';
import { duration } from '../../format/units';
import { useRange } from '../../time/useRange';
import css from './job.module.css';
import { statesOf } from './timeline';

export function TimelineTab({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { spanAt } = useRange();
  const statuses = useApi('/api/v1/clusters/{cluster}/jobs/{jobId}/statuses', {
    params: { cluster: job.cluster, jobId: job.id },
    query: { limit: 500 },
  });
  const span = spanAt(statuses.dataUpdatedAt || Date.now());
  const columns: Column<StatusChange>[] = [
    { id: 'at', title: t('timeline.at'), width: 130, render: (row) => <At at={row.at} /> },
    {
      id: 'change',
      title: t('timeline.change'),
      render: (row) => (
        <>
          <span className="row">
            {row.previous && <Pill tone="quiet">{row.previous}</Pill>} →{' '}
            <Pill tone={jobTone(row.current)}>{row.current}</Pill>
          </span>
          {row.rootException && <Under below="sm">{row.rootException.split('\n')[0]}</Under>}
        </>
      ),
    },
    {
      id: 'why',
      title: t('timeline.why'),
      above: 'sm',
      render: (row) =>
        row.rootException && (
          <details>
            <summary className="mono">{row.rootException.split('\n')[0]}</summary>
            <Stack text={row.rootException} />
          </details>
        ),
    },
  ];
  return (
    <Section title={t('job.tab.timeline')} count={statuses.data?.length}>
      <Loaded query={statuses}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('timeline.none')}>{t('timeline.noneHint')}</Empty>
          ) : (
            <>
              <div className={css.strip} role="img" aria-label={t('timeline.strip')}>
                {statesOf(all, span).map((stretch) => (
                  <i
                    key={stretch.from}
                    data-tone={stretch.state ? jobTone(stretch.state) : 'none'}
                    style={{ width: `${((stretch.to - stretch.from) / (span.to - span.from)) * 100}%` }}
                    title={`${stretch.state ?? t('timeline.notSeen')} · ${stamp(stretch.from)} · ${duration(stretch.to - stretch.from)}`}
                  />
                ))}
              </div>
              <div className={css.stripEnds}>
                <span>{stamp(span.from)}</span>
                <span>{stamp(span.to)}</span>
              </div>
              <Rows
                label={t('job.tab.timeline')}
                columns={columns}
                rows={all}
                keyOf={(row) => `${row.at}-${row.current}`}
              />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
