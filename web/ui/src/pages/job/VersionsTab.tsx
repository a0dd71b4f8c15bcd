import { useTranslation } from 'react-i18next';
import type { Job } from '../../api/types';
import { useApi } from '../../api/useApi';
import { useMay } from '../../app/SessionGate';
import { Go } from '../../components/Go';
import { Empty, Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { RunsTab } from '../deployments/RunsTab';
import { SnapshotsTab } from '../deployments/SnapshotsTab';
import { VersionsTab as Versions } from '../deployments/VersionsTab';

/** Of a job that Weir deployed: its versions, runs and snapshots. Others are versioned where they are submitted. */
export function VersionsTab({ job }: { job: Job }) {
  const { t } = useTranslation();
  const mayEdit = useMay('edit_deployments');
  const mayOperate = useMay('operate_deployments');
  const deployments = useApi('/api/v1/deployments');
  return (
    <Loaded query={deployments}>
      {(all) => {
        const one = all.find((each) => each.cluster === job.cluster && each.jobId === job.id);
        if (!one) return <Empty title={t('job.notDeployed')}>{t('job.notDeployedHint')}</Empty>;
        return (
          <>
            <Section
              title={t('deployments.tab.versions')}
              actions={<Go to={`/deployments/${one.name}`}>{t('job.openDeployment', { name: one.name })}</Go>}
            >
              <Versions one={one} mayEdit={mayEdit} mayOperate={mayOperate} />
            </Section>
            <Section title={t('deployments.tab.runs')}>
              <RunsTab one={one} />
            </Section>
            <Section title={t('deployments.tab.snapshots')}>
              <SnapshotsTab one={one} may={mayOperate} />
            </Section>
          </>
        );
      }}
    </Loaded>
  );
}
