import { useTranslation } from 'react-i18next';
import type { Cluster } from '../../api/types';
import { Go } from '../../components/Go';
import { Pill } from '../../components/Pill';
import { type Column, Rows } from '../../components/Rows';
import { Section } from '../../components/Section';
import { At, Since } from '../../components/Time';
import { NONE } from '../../format/units';
import { processTone } from '../overview/ClusterStrip';

type Process = Cluster['processes'][number];

export function Processes({ processes }: { processes: Process[] }) {
  const { t } = useTranslation();
  const columns: Column<Process>[] = [
    { id: 'name', title: t('clusters.process'), sort: (row) => row.name, render: (row) => <b>{row.name}</b> },
    { id: 'kind', title: t('clusters.kind'), above: 'sm', render: (row) => row.kind },
    {
      id: 'state',
      title: t('jobs.state'),
      render: (row) => <Pill tone={processTone(row)}>{t(`processState.${row.state}`)}</Pill>,
    },
    { id: 'pid', title: 'pid', num: true, render: (row) => row.pid },
    {
      id: 'uptime',
      title: t('clusters.uptime'),
      num: true,
      render: (row) => (row.state === 'exited' ? NONE : <Since at={row.startedAt} />),
    },
    { id: 'started', title: t('clusters.started'), above: 'md', render: (row) => <At at={row.startedAt} /> },
    { id: 'exit', title: t('clusters.exitCode'), num: true, above: 'sm', render: (row) => row.exitCode ?? NONE },
    { id: 'restarts', title: t('jobs.restarts'), num: true, above: 'sm', render: (row) => row.restarts },
    {
      id: 'log',
      title: t('nav.logs'),
      above: 'md',
      render: (row) => (
        <Go to={`/logs?q=${encodeURIComponent(`process:${row.name}`)}`} className="mono" title={row.logFile}>
          {row.logFile.split('/').at(-1)}
        </Go>
      ),
    },
  ];
  return (
    <Section title={t('clusters.processes')} count={processes.length}>
      <Rows
        label={t('clusters.processes')}
        columns={columns}
        rows={processes}
        keyOf={(row) => row.name}
        toneOf={(row) => (processTone(row) === 'critical' ? 'critical' : undefined)}
      />
    </Section>
  );
}
