import { useTranslation } from 'react-i18next';
import type { Cluster } from '../../api/types';
import { Empty } from '../../components/Loaded';
import { type Column, Rows } from '../../components/Rows';
import { Section } from '../../components/Section';
import { Since } from '../../components/Time';
import { bytes } from '../../format/units';

type TaskManager = Cluster['taskManagers'][number];

export function TaskManagers({ taskManagers, known }: { taskManagers: TaskManager[]; known: boolean }) {
  const { t } = useTranslation();
  const columns: Column<TaskManager>[] = [
    {
      id: 'id',
      title: t('clusters.id'),
      sort: (row) => row.id,
      render: (row) => (
        <span className="mono" style={{ overflowWrap: 'anywhere' }} title={row.path}>
          {row.id}
        </span>
      ),
    },
    {
      id: 'slots',
      title: t('clusters.slots'),
      num: true,
      render: (row) => `${row.slots - row.freeSlots}/${row.slots}`,
    },
    { id: 'heartbeat', title: t('clusters.heartbeat'), num: true, render: (row) => <Since at={row.lastHeartbeat} /> },
    { id: 'cores', title: t('clusters.cores'), num: true, above: 'sm', render: (row) => row.cpuCores },
    {
      id: 'memory',
      title: t('clusters.memory'),
      num: true,
      above: 'md',
      render: (row) => bytes(row.physicalMemoryBytes),
    },
    { id: 'heap', title: t('clusters.heap'), num: true, above: 'sm', render: (row) => bytes(row.heapBytes) },
    {
      id: 'managed',
      title: t('clusters.managed'),
      num: true,
      above: 'md',
      render: (row) => bytes(row.managedMemoryBytes),
    },
  ];
  return (
    <Section title={t('clusters.taskManagers')} count={taskManagers.length}>
      {taskManagers.length === 0 ? (
        <Empty title={t('clusters.noTaskManagers')}>{t('clusters.noTaskManagersHint')}</Empty>
      ) : (
        <Rows
          label={t('clusters.taskManagers')}
          columns={columns}
          rows={taskManagers}
          keyOf={(row) => row.id}
          toneOf={() => (known ? undefined : 'unknown')}
        />
      )}
    </Section>
  );
}
