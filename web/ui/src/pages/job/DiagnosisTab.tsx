import { useTranslation } from 'react-i18next';
import type { Job } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Go } from '../../components/Go';
import { Loaded } from '../../components/Loaded';
import { useRange } from '../../time/useRange';
import { Findings } from '../incidents/Findings';
import { HealthSection } from './HealthSection';

/** What is concluded of the job within the time range, and what its score is made of. */
export function DiagnosisTab({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { from, to } = useRange();
  const findings = useApi('/api/v1/diagnosis/findings', {
    query: { cluster: job.cluster, job: job.id, from, to },
  });
  return (
    <>
      <HealthSection job={job} />
      <Loaded query={findings} rows={5}>
        {(answer) => <Findings findings={answer.findings} unread={answer.unread} nothing={t('diagnosis.nothing')} />}
      </Loaded>
      <p>
        <Go to={`/diagnosis?cluster=${encodeURIComponent(job.cluster)}&job=${job.id}`}>{t('diagnosis.open')}</Go>
      </p>
    </>
  );
}
