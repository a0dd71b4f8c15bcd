import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/types';
import { Pill } from '../../components/Pill';
import { type Column, Rows } from '../../components/Rows';
import { Section } from '../../components/Section';
import { bytes, integer } from '../../format/units';

type Queue = Schemas['WeirStatusDetail']['queues'][number];

/** What waits, and what was not taken because of a limit. */
export function Queues({ queues }: { queues: Queue[] }) {
  const { t } = useTranslation();
  const columns: Column<Queue>[] = [
    {
      id: 'name',
      title: t('status.queue'),
      render: (queue) => (
        <>
          {t(`status.queues.${queue.name}`)} {queue.of && <b>{queue.of}</b>}
        </>
      ),
    },
    {
      id: 'waiting',
      title: t('status.waiting'),
      num: true,
      sort: (queue) => queue.waiting,
      render: (queue) => (queue.unit === 'bytes' ? bytes(queue.waiting) : integer(queue.waiting)),
    },
    {
      id: 'refused',
      title: t('status.refused'),
      num: true,
      sort: (queue) => queue.refused,
      render: (queue) =>
        queue.refused > 0 ? (
          <Pill tone="warning">{integer(queue.refused)}</Pill>
        ) : (
          <span className="faint">{t('common.none')}</span>
        ),
    },
  ];
  return (
    <Section title={t('status.queuesTitle')} count={queues.length}>
      <Rows
        label={t('status.queuesTitle')}
        columns={columns}
        rows={queues}
        keyOf={(queue) => `${queue.name}/${queue.of}`}
      />
    </Section>
  );
}
