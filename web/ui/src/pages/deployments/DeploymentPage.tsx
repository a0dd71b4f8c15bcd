import { Button, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { Deployment } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { useMay } from '../../app/SessionGate';
import { Go, useGo } from '../../components/Go';
import { Loaded } from '../../components/Loaded';
import { Pairs, Section } from '../../components/Section';
import { At } from '../../components/Time';
import { oneOf, useUrlState } from '../../url/urlState';
import { Actions } from './Actions';
import { DraftTab } from './DraftTab';
import { RunLog, RunsTab } from './RunsTab';
import { SnapshotsTab } from './SnapshotsTab';
import { NoteOf, StateOf } from './StateOf';
import { useDeploy } from './useDeploy';
import { VersionsTab } from './VersionsTab';

const TABS = ['overview', 'draft', 'versions', 'runs', 'snapshots'] as const;
type Tab = (typeof TABS)[number];
const SHAPE = { tab: oneOf(TABS, 'overview' as Tab) };

function Overview({ one }: { one: Deployment }) {
  const { t } = useTranslation();
  return (
    <>
      <Section title={t('deployments.tab.overview')}>
        <NoteOf one={one} whole />
        <Pairs
          pairs={[
            [t('deployments.state'), <StateOf key="state" one={one} />],
            [t('deployments.since'), <At key="since" at={one.since} />],
            [
              t('deployments.desired'),
              <span key="desired">
                {t(`deployments.states.${one.desired}`)} v{one.desiredVersion}{' '}
                <span className="dim">
                  {one.wantedBy} <At at={one.wantedAt} />
                </span>
              </span>,
            ],
            [t('deployments.version'), one.version === 0 ? t('deployments.unpublished') : `v${one.version}`],
            [
              t('deployments.job'),
              one.jobId && one.cluster ? (
                <Go key="job" to={`/clusters/${one.cluster}/jobs/${one.jobId}`}>
                  <span className="mono">{one.jobId}</span>
                </Go>
              ) : (
                t('common.none')
              ),
            ],
            [
              t('deployments.cluster'),
              <span key="cluster">
                {one.cluster ?? t('common.none')}{' '}
                {one.cluster && one.state === 'running' && one.draft.mode === 'application' && (
                  <a href={`/api/v1/clusters/${one.cluster}/flink/index.html`} target="_blank" rel="noreferrer">
                    {t('deployments.flinkConsole')}
                  </a>
                )}
              </span>,
            ],
            [
              t('deployments.labels'),
              Object.entries(one.labels)
                .map(([key, value]) => `${key}=${value}`)
                .join(', ') || t('common.none'),
            ],
          ]}
        />
      </Section>
      {one.run !== null && <RunLog name={one.name} number={one.run} />}
    </>
  );
}

/** One deployment: how it is, its draft, versions, runs and snapshots. */
export default function DeploymentPage() {
  const { t } = useTranslation();
  const { name = '' } = useParams();
  const go = useGo();
  const [{ tab }, set] = useUrlState(SHAPE);
  const query = useApi('/api/v1/deployments/{name}', { params: { name }, every: 2000 });
  const deploy = useDeploy((_, change) => {
    if (change.method === 'DELETE') go('/deployments');
    if (change.at === '/clone') go(`/deployments/${(change.body as { name: string }).name}`);
  });
  const mayEdit = useMay('edit_deployments');
  const mayOperate = useMay('operate_deployments');
  const clone = () => {
    const as = window.prompt(t('deployments.cloneAs'), `${name}-2`);
    if (as) deploy.mutate({ name, at: '/clone', body: { name: as } });
  };
  return (
    <Page title={name} crumb={<Go to="/deployments">{t('nav.deployments')}</Go>}>
      <Loaded query={query} rows={8}>
        {(one) => (
          <>
            <div className="row wrap" style={{ padding: '14px 0 8px' }}>
              {mayOperate && <Actions one={one} act={deploy.mutate} size="xs" />}
              {mayEdit && (
                <>
                  <Button size="xs" variant="subtle" onClick={clone}>
                    {t('deployments.clone')}
                  </Button>
                  <Button
                    size="xs"
                    variant="subtle"
                    color="red"
                    onClick={() =>
                      window.confirm(t('deployments.sureDelete')) && deploy.mutate({ name, method: 'DELETE' })
                    }
                  >
                    {t('deployments.delete')}
                  </Button>
                </>
              )}
            </div>
            <Tabs
              value={tab}
              onChange={(value) => set({ tab: (value ?? 'overview') as Tab }, { push: true })}
              keepMounted={false}
            >
              <Tabs.List>
                {TABS.map((one) => (
                  <Tabs.Tab key={one} value={one}>
                    {t(`deployments.tab.${one}`)}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="overview">
                <Overview one={one} />
              </Tabs.Panel>
              <Tabs.Panel value="draft">
                <DraftTab key={one.revision} one={one} may={mayEdit} />
              </Tabs.Panel>
              <Tabs.Panel value="versions">
                <VersionsTab one={one} mayEdit={mayEdit} mayOperate={mayOperate} />
              </Tabs.Panel>
              <Tabs.Panel value="runs">
                <RunsTab one={one} />
              </Tabs.Panel>
              <Tabs.Panel value="snapshots">
                <SnapshotsTab one={one} may={mayOperate} />
              </Tabs.Panel>
            </Tabs>
          </>
        )}
      </Loaded>
    </Page>
  );
}
