import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deployment, DeploymentRun } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Go } from '../../components/Go';
import { Empty, Loaded } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { type Column, Rows } from '../../components/Rows';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';
import type { Tone } from '../../components/tone';

const EVERY = 2000;
const TONES: Record<DeploymentRun['state'], Tone> = {
  starting: 'info',
  running: 'healthy',
  suspended: 'quiet',
  cancelled: 'quiet',
  finished: 'quiet',
  failed: 'critical',
  lost: 'critical',
};

/** What Weir did for a run, and what came of that. */
export function RunLog({ name, number }: { name: string; number: number }) {
  const { t } = useTranslation();
  const query = useApi('/api/v1/deployments/{name}/runs/{number}/log', {
    params: { name, number },
    query: { limit: 1000 },
    every: EVERY,
  });
  return (
    <Section title={`${t('deployments.log')} · ${t('deployments.run')} ${number}`}>
      <Loaded query={query} rows={4}>
        {(lines) => (
          <pre className="mono" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 }}>
            {lines.map((line) => (
              <div key={line.sequence}>
                <span className="dim">
                  <At at={line.at} />
                </span>{' '}
                {line.text}
              </div>
            ))}
          </pre>
        )}
      </Loaded>
    </Section>
  );
}

/** Every execution with its start log. */
export function RunsTab({ one }: { one: Deployment }) {
  const { t } = useTranslation();
  const query = useApi('/api/v1/deployments/{name}/runs', { params: { name: one.name }, every: EVERY });
  const [open, setOpen] = useState<number | null>(null);
  const columns: Column<DeploymentRun>[] = [
    { id: 'number', title: t('deployments.run'), num: true, width: 60, render: (row) => row.number },
    {
      id: 'state',
      title: t('deployments.state'),
      width: 110,
      render: (row) => <Pill tone={TONES[row.state]}>{t(`deployments.runStates.${row.state}`)}</Pill>,
    },
    {
      id: 'what',
      title: t('deployments.job'),
      render: (row) => (
        <>
          v{row.version}{' '}
          <Go to={`/clusters/${row.cluster}/jobs/${row.jobId}`}>
            <span className="mono">{row.jobId.slice(0, 8)}</span>
          </Go>{' '}
          <span className="dim">
            <At at={row.startedAt} /> {row.endedAt && <At at={row.endedAt} />}
          </span>
          <div className="dim" style={{ overflowWrap: 'anywhere' }}>
            {t('deployments.restoredFrom')}: {row.restoredFrom ?? t('deployments.empty')}
          </div>
          {row.reason && <div style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{row.reason}</div>}
        </>
      ),
    },
  ];
  return (
    <Loaded query={query} rows={4}>
      {(all) =>
        all.length === 0 ? (
          <Empty title={t('deployments.noRuns')} />
        ) : (
          <>
            <Rows
              label={t('deployments.tab.runs')}
              columns={columns}
              rows={all}
              keyOf={(row) => String(row.number)}
              onOpen={(row) => setOpen(row.number)}
            />
            <RunLog name={one.name} number={open ?? all[0]?.number ?? 1} />
          </>
        )
      }
    </Loaded>
  );
}
