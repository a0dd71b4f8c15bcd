import { useTranslation } from 'react-i18next';
import type { Job } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Loaded } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { Section } from '../../components/Section';
import { healthTone } from '../../components/tone';
import css from './job.module.css';

/** How healthy the job was in the last half hour, and what cost it points. */
export function HealthSection({ job }: { job: Pick<Job, 'cluster' | 'id'> }) {
  const { t, i18n } = useTranslation();
  const say = (text: { en: string; zh: string }) => (i18n.language.startsWith('zh') ? text.zh : text.en);
  const query = useApi('/api/v1/clusters/{cluster}/jobs/{jobId}/health', {
    params: { cluster: job.cluster, jobId: job.id },
  });
  return (
    <Section
      title={t('jobHealth.title')}
      actions={
        query.data && (
          <Pill tone={healthTone(query.data.score)} solid>
            {query.data.score ?? t('jobHealth.notAssessed')}
          </Pill>
        )
      }
    >
      <Loaded query={query} rows={2}>
        {(health) => (
          <dl className={css.health}>
            {health.groups.map((group) => (
              <div key={group.group}>
                <dt>
                  {t(`jobHealth.group.${group.group}`)}{' '}
                  {group.assessed ? (
                    <b>{group.points === 0 ? t('jobHealth.fine') : `−${group.points}`}</b>
                  ) : (
                    <Pill tone="unknown">{t('jobHealth.notAssessed')}</Pill>
                  )}
                </dt>
                {group.deductions.map((deduction) => (
                  <dd key={deduction.reason.en}>
                    −{deduction.points}: {say(deduction.reason)}
                  </dd>
                ))}
                {group.missing && <dd className="faint">{say(group.missing)}</dd>}
              </div>
            ))}
          </dl>
        )}
      </Loaded>
    </Section>
  );
}
