import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Deployment, Snapshot } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Empty, Loaded } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { type Column, Rows } from '../../components/Rows';
import { At } from '../../components/Time';
import type { Tone } from '../../components/tone';
import { useDeploy } from './useDeploy';

const TONES: Record<Snapshot['state'], Tone> = {
  creating: 'info',
  present: 'healthy',
  cleaned: 'quiet',
  'timed-out': 'warning',
  failed: 'critical',
};

/** Savepoints and the checkpoints that runs left; a start may begin from any that is there. */
export function SnapshotsTab({ one, may }: { one: Deployment; may: boolean }) {
  const { t } = useTranslation();
  const query = useApi('/api/v1/deployments/{name}/snapshots', { params: { name: one.name }, every: 2000 });
  const deploy = useDeploy();
  const idle = one.state !== 'running' && one.state !== 'transitioning';
  const columns: Column<Snapshot>[] = [
    {
      id: 'state',
      title: t('deployments.state'),
      width: 110,
      sort: (row) => row.state,
      render: (row) => <Pill tone={TONES[row.state]}>{t(`deployments.snapshotStates.${row.state}`)}</Pill>,
    },
    {
      id: 'what',
      title: t('deployments.place'),
      render: (row) => (
        <>
          {t(`deployments.kinds.${row.kind}`)} {row.description}{' '}
          <span className="dim">
            {row.by} <At at={row.at} /> · {t('deployments.run')} {row.run} · v{row.version}
          </span>
          <div className="mono dim" style={{ overflowWrap: 'anywhere' }}>
            {row.path}
          </div>
          {row.cause && <div style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{row.cause}</div>}
          {may && idle && row.state === 'present' && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() =>
                deploy.mutate({ name: one.name, at: '/start', body: { restore: 'snapshot', snapshot: row.id } })
              }
            >
              {t('deployments.startFrom')}
            </Button>
          )}
          {may && row.state === 'present' && row.kind !== 'checkpoint' && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="red"
              onClick={() =>
                window.confirm(t('deployments.sureDeleteSavepoint')) &&
                deploy.mutate({ name: one.name, method: 'DELETE', at: `/snapshots/${row.id}` })
              }
            >
              {t('deployments.delete')}
            </Button>
          )}
        </>
      ),
    },
  ];
  return (
    <>
      {may && (
        <div style={{ paddingTop: 14 }}>
          <Button
            size="xs"
            disabled={one.state !== 'running'}
            loading={deploy.isPending}
            onClick={() => deploy.mutate({ name: one.name, at: '/snapshots', body: {} })}
          >
            {t('deployments.savepoint')}
          </Button>
        </div>
      )}
      <Loaded query={query} rows={4}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('deployments.noSnapshots')} />
          ) : (
            <Rows label={t('deployments.tab.snapshots')} columns={columns} rows={all} keyOf={(row) => row.id} />
          )
        }
      </Loaded>
    </>
  );
}
