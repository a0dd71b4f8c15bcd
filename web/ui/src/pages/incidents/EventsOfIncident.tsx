import { useTranslation } from 'react-i18next';
import { Go } from '../../components/Go';
import { SeverityPill } from '../../components/Pill';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';
import css from './incidents.module.css';
import { type Incident, say } from './text';

/** The events that are this problem, and why each of them is. */
export function EventsOfIncident({ incident }: { incident: Incident }) {
  const { t, i18n } = useTranslation();
  return (
    <Section title={t('nav.events')} count={incident.events.length + incident.eventsRefused}>
      <ul className={css.list}>
        {incident.events.map((event) => (
          <li key={event.id}>
            <SeverityPill severity={event.severity} solid={event.resolvedAt === null} />{' '}
            <Go to={`/events/${event.id}`}>{event.rule}</Go>
            <div>{say(event.summary, i18n.language)}</div>
            <div className="faint">
              <At at={event.startsAt} /> · {t(`incidents.joined.${event.joined}`)}
            </div>
          </li>
        ))}
      </ul>
      {incident.eventsRefused > 0 && (
        <p className="dim">{t('incidents.moreEvents', { count: incident.eventsRefused })}</p>
      )}
    </Section>
  );
}
