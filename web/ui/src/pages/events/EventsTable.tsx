import { useTranslation } from 'react-i18next';
import type { WeirEvent } from '../../api/types';
import { Go, useGo } from '../../components/Go';
import { EventStatePill, SeverityPill } from '../../components/Pill';
import { type Column, Rows, Under } from '../../components/Rows';
import { RuleName } from '../../components/RuleName';
import { At, Since, useNow } from '../../components/Time';
import { severityTone } from '../../components/tone';
import { NONE } from '../../format/units';
import css from './events.module.css';
import { Flapping, HandlingCell } from './HandlingCell';
import { lastedMs, subjectOf, summaryOf } from './text';

export const eventPath = (event: WeirEvent) => `/events/${encodeURIComponent(event.id)}`;

export function EventsTable({ events }: { events: WeirEvent[] }) {
  const { t, i18n } = useTranslation();
  const go = useGo();
  const now = useNow();
  const columns: Column<WeirEvent>[] = [
    {
      id: 'state',
      title: t('events.state'),
      width: 74,
      render: (row) => (
        <>
          <EventStatePill state={row.state} severity={row.severity} />
          {row.flapping && <Flapping />}
        </>
      ),
    },
    {
      id: 'severity',
      title: t('events.severity'),
      width: 78,
      above: 'sm',
      render: (row) => <SeverityPill severity={row.severity} />,
    },
    {
      id: 'since',
      title: t('events.since'),
      above: 'sm',
      width: 120,
      sort: (row) => row.startsAt,
      render: (row) => <At at={row.startsAt} />,
    },
    {
      id: 'duration',
      title: t('events.duration'),
      num: true,
      sort: (row) => lastedMs(row, now),
      render: (row) =>
        row.resolvedAt === row.startsAt ? (
          <span className="faint">{NONE}</span>
        ) : (
          <Since at={row.startsAt} until={row.resolvedAt} />
        ),
    },
    {
      id: 'rule',
      title: t('events.rule'),
      sort: (row) => row.rule,
      render: (row) => (
        <>
          <Go to={eventPath(row)}>
            <RuleName name={row.rule} />
          </Go>
          <Under below="md">
            {subjectOf(row)}: {summaryOf(row, i18n.language)}
          </Under>
          <Under below="sm">
            <HandlingCell event={row} />
          </Under>
        </>
      ),
    },
    { id: 'subject', title: t('events.subject'), above: 'md', sort: subjectOf, render: (row) => subjectOf(row) },
    {
      id: 'summary',
      title: t('events.summary'),
      above: 'md',
      render: (row) => <span className={css.summary}>{summaryOf(row, i18n.language)}</span>,
    },
    {
      id: 'handling',
      title: t('events.handledBy'),
      width: 132,
      above: 'sm',
      sort: (row) => row.assignment?.assignee ?? row.acknowledgement?.by ?? '',
      render: (row) => <HandlingCell event={row} />,
    },
  ];
  return (
    <Rows
      label={t('nav.events')}
      columns={columns}
      rows={events}
      keyOf={(row) => row.id}
      announce
      onOpen={(row) => void go(eventPath(row))}
      toneOf={(row) => (row.state === 'firing' ? severityTone(row.severity) : undefined)}
    />
  );
}
