import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Go } from '../../components/Go';
import { Empty, Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';
import css from './incidents.module.css';
import { type Incident, say, type TimelineEntry } from './text';

const MOST = 300;

/** What happened around the problem, oldest first. */
export function Timeline({ incident }: { incident: Incident }) {
  const { t, i18n } = useTranslation();
  const [view, setView] = useState<'all' | 'faults'>('all');
  const query = useApi('/api/v1/incidents/{id}/timeline', { params: { id: incident.id } });
  const text = (entry: TimelineEntry) => say(entry.text, i18n.language);
  return (
    <Section
      title={t('incidents.timeline')}
      count={query.data?.length}
      actions={
        <SegmentedControl
          size="xs"
          value={view}
          onChange={(value) => setView(value as 'all' | 'faults')}
          data={[
            { value: 'all', label: t('incidents.everything') },
            { value: 'faults', label: t('incidents.faults') },
          ]}
        />
      }
    >
      <Loaded query={query} rows={6}>
        {(entries) => {
          const wanted = entries.filter((entry) => view === 'all' || entry.fault);
          const shown = wanted.slice(0, MOST);
          if (shown.length === 0) return <Empty title={t('incidents.noTimeline')} />;
          return (
            <>
              <ol className={css.timeline}>
                {shown.map((entry) => (
                  <li key={`${entry.at} ${entry.kind} ${entry.text.en}`} data-fault={entry.fault || undefined}>
                    <At at={entry.at} />
                    <span className={css.kind}>{t(`incidents.kind.${entry.kind}`)}</span>
                    <span>{entry.link ? <Go to={entry.link}>{text(entry)}</Go> : text(entry)}</span>
                  </li>
                ))}
              </ol>
              {wanted.length > shown.length && (
                <p className="dim">{t('incidents.moreEntries', { count: wanted.length - shown.length })}</p>
              )}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
