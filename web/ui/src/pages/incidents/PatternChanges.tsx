import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Go } from '../../components/Go';
import { Loaded } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { Section } from '../../components/Section';
import { integer } from '../../format/units';
import css from './incidents.module.css';
import { type Incident, logQueryOf } from './text';

const LEAD_MS = 60_000;
const LONGEST_MS = 30 * 60_000;
const MOST = 25;

/** Which log lines differ between the time of the problem and the hour before it. */
export function PatternChanges({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const from = Date.parse(incident.since) - LEAD_MS;
  const end = incident.closedAt ? Date.parse(incident.closedAt) : Date.parse(incident.updatedAt);
  const to = Math.min(Math.max(end, from + 2 * LEAD_MS), from + LONGEST_MS);
  const query = useApi('/api/v1/logs/patterns/compare', {
    query: {
      q: logQueryOf(incident),
      from: String(from),
      to: String(to),
      baseFrom: String(from - 3_600_000),
      baseTo: String(from),
    },
    every: false,
  });
  return (
    <Section title={t('incidents.patterns')} count={query.data?.changes.length}>
      <Loaded query={query} rows={4}>
        {(found) =>
          found.changes.length === 0 ? (
            <p className="dim">{t('logs.patterns.noChange')}</p>
          ) : (
            <ol className={css.patterns}>
              {found.changes.slice(0, MOST).map((change) => (
                <li key={change.pattern.id}>
                  <Pill tone={change.kind === 'new' || change.kind === 'more' ? 'warning' : 'info'}>
                    {t(`logs.patterns.kind.${change.kind}`)}
                  </Pill>
                  <Go
                    className="mono"
                    to={`/logs?q=${encodeURIComponent(`pattern:${change.pattern.id}`)}&from=${from}&to=${to}`}
                  >
                    {change.pattern.template}
                  </Go>
                  <span className="faint nowrap">
                    {integer(change.pattern.count)}{' '}
                    {t('logs.patterns.expected', { expected: integer(Math.round(change.expected)) })}
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Section>
  );
}
