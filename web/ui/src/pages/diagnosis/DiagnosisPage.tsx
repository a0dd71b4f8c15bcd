import { MultiSelect, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Empty, Loaded } from '../../components/Loaded';
import { useRange } from '../../time/useRange';
import { text, useUrlState } from '../../url/urlState';
import { Findings } from '../incidents/Findings';
import { say } from '../incidents/text';
import { QuickHits } from './QuickHits';

const SHAPE = { cluster: text(), job: text(), process: text(), signatures: text() };

/** Diagnosis on request: what is concluded of a cluster, a job or a process, and which signatures its lines match. */
export default function DiagnosisPage() {
  const { t, i18n } = useTranslation();
  const { from, to } = useRange();
  const [asked, set] = useUrlState(SHAPE);
  const clusters = useApi('/api/v1/clusters', { every: 60_000 });
  const jobs = useApi('/api/v1/jobs', { every: 60_000 });
  const signatures = useApi('/api/v1/diagnosis/signatures', { every: false });
  const cluster = asked.cluster || (clusters.data?.[0]?.name ?? '');
  const about = { cluster, job: asked.job || undefined, process: asked.process || undefined, from, to };
  const findings = useApi('/api/v1/diagnosis/findings', { query: about, enabled: cluster !== '' });
  const quick = useApi('/api/v1/diagnosis/quick', {
    query: { ...about, signatures: asked.signatures },
    enabled: cluster !== '' && asked.signatures !== '',
  });
  if (clusters.data?.length === 0) {
    return (
      <Page title={t('nav.diagnosis')}>
        <Empty title={t('diagnosis.noCluster')}>{t('diagnosis.noClusterHint')}</Empty>
      </Page>
    );
  }
  return (
    <Page title={t('nav.diagnosis')}>
      <div className="row wrap" style={{ padding: '14px 0 8px' }} role="search">
        <Select
          aria-label={t('diagnosis.cluster')}
          data={(clusters.data ?? []).map(({ name }) => name)}
          value={cluster || null}
          onChange={(value) => set({ cluster: value ?? '', job: '', process: '' })}
          allowDeselect={false}
          w={170}
        />
        <Select
          aria-label={t('diagnosis.job')}
          placeholder={t('diagnosis.everyJob')}
          data={(jobs.data ?? [])
            .filter((job) => job.cluster === cluster)
            .map((job) => ({ value: job.id, label: `${job.name} (${job.id.slice(0, 8)})` }))}
          value={asked.job || null}
          onChange={(value) => set({ job: value ?? '' })}
          clearable
          searchable
          w={240}
        />
        <MultiSelect
          aria-label={t('diagnosis.signatures')}
          placeholder={asked.signatures ? '' : t('diagnosis.tick')}
          data={(signatures.data ?? []).map((each) => ({ value: each.id, label: say(each.title, i18n.language) }))}
          value={asked.signatures ? asked.signatures.split(',') : []}
          onChange={(chosen) => set({ signatures: chosen.join(',') })}
          searchable
          clearable
          hidePickedOptions
          style={{ flex: '1 1 260px' }}
        />
      </div>
      {asked.signatures !== '' && <Loaded query={quick}>{(result) => <QuickHits result={result} />}</Loaded>}
      <Loaded query={findings}>
        {(answer) => <Findings findings={answer.findings} unread={answer.unread} nothing={t('diagnosis.nothing')} />}
      </Loaded>
    </Page>
  );
}
