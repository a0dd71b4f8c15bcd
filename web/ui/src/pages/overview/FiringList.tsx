import { useTranslation } from 'react-i18next';
import type { WeirEvent } from '../../api/types';
import { Go } from '../../components/Go';
import { SeverityPill } from '../../components/Pill';
import { RuleName } from '../../components/RuleName';
import { Since } from '../../components/Time';
import { useFresh } from '../../components/useFresh';
import { subjectOf, summaryOf } from '../events/text';
import css from './overview.module.css';

/** What fires, worst first: one line each. */
export function FiringList({ events }: { events: WeirEvent[] }) {
  const { i18n } = useTranslation();
  const fresh = useFresh(events.map((event) => event.id));
  return (
    <ul className={css.firing}>
      {events.slice(0, 20).map((event) => (
        <li key={event.id} data-fresh={fresh.has(event.id) || undefined}>
          <Go to={`/events/${encodeURIComponent(event.id)}`} data-severity={event.severity}>
            <SeverityPill severity={event.severity} solid={event.severity === 'CRITICAL'} />
            <RuleName name={event.rule} />
            <span className={css.subject}>{subjectOf(event)}</span>
            <span className={css.summary}>{summaryOf(event, i18n.language)}</span>
            <span className={css.age}>
              <Since at={event.startsAt} />
            </span>
          </Go>
        </li>
      ))}
    </ul>
  );
}
