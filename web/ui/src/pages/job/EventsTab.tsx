import { useTranslation } from 'react-i18next';
import type { Job } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Empty, Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { EventsTable } from '../events/EventsTable';

export function EventsTab({ job }: { job: Job }) {
  const { t } = useTranslation();
  const events = useApi('/api/v1/events', { query: { cluster: job.cluster, jobId: job.id, limit: 200 } });
  return (
    <Section title={t('job.tab.events')} count={events.data?.events.length}>
      <Loaded query={events}>
        {(page) =>
          page.events.length === 0 ? (
            <Empty title={t('events.noneOfJob')}>{t('events.noneHint')}</Empty>
          ) : (
            <EventsTable events={page.events} />
          )
        }
      </Loaded>
    </Section>
  );
}
