import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Go } from '../../components/Go';
import { SeverityPill } from '../../components/Pill';
import { Section } from '../../components/Section';
import { Since } from '../../components/Time';
import { say } from '../incidents/text';
import css from './overview.module.css';

/** The problems that are open, newest first: what, since when, and who has it. */
export function OpenIncidents() {
  const { t, i18n } = useTranslation();
  const { data } = useApi('/api/v1/incidents', { query: { state: 'open', limit: 8 } });
  const incidents = data?.incidents ?? [];
  if (incidents.length === 0) return null;
  return (
    <Section
      title={t('overview.incidents')}
      count={data?.nextCursor ? `${incidents.length}+` : incidents.length}
      actions={<Go to="/incidents">{t('overview.allIncidents')}</Go>}
    >
      <ul className={css.firing}>
        {incidents.map((incident) => (
          <li key={incident.id}>
            <Go to={`/incidents/${incident.id}`} data-severity={incident.severity}>
              <SeverityPill severity={incident.severity} solid />
              <b className="clip">{incident.clusters.join(', ')}</b>
              <span className={css.subject}>
                {[...incident.assignees, ...incident.acknowledgedBy].join(', ') || t('overview.nobody')}
              </span>
              <span className={css.summary}>{say(incident.summary, i18n.language)}</span>
              <span className={css.age}>
                <Since at={incident.since} />
              </span>
            </Go>
          </li>
        ))}
      </ul>
    </Section>
  );
}
