import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { addressOf } from '../../api/client';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Go, jobPath } from '../../components/Go';
import { Icon } from '../../components/icons';
import { Loaded } from '../../components/Loaded';
import { Pill, SeverityPill } from '../../components/Pill';
import { Pairs, Section } from '../../components/Section';
import { At, Since } from '../../components/Time';
import { DEFAULT_RANGE } from '../../time/range';
import { useRange } from '../../time/useRange';
import events from '../events/events.module.css';
import { Charts } from './Charts';
import { EventsOfIncident } from './EventsOfIncident';
import { Findings } from './Findings';
import { PatternChanges } from './PatternChanges';
import { ScenesOfIncident } from './ScenesOfIncident';
import { Timeline } from './Timeline';
import { type Incident, logQueryOf, rangeOf, say } from './text';

export default function IncidentPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const query = useApi('/api/v1/incidents/{id}', { params: { id } });
  return (
    <Page title={t('incidents.one')} crumb={<Go to="/incidents">{t('nav.incidents')}</Go>}>
      <Loaded query={query} rows={8}>
        {(incident) => <Detail incident={incident} />}
      </Loaded>
    </Page>
  );
}

function Detail({ incident }: { incident: Incident }) {
  const { t, i18n } = useTranslation();
  const { from, to, setRange } = useRange();
  const around = rangeOf(incident, Date.now());
  const untouched = from === DEFAULT_RANGE.from && to === DEFAULT_RANGE.to;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is opened with the time of the problem, once
  useEffect(() => {
    if (untouched) setRange(around);
  }, [incident.id]);
  const people = (names: string[]) => (names.length === 0 ? t('common.none') : names.join(', '));
  return (
    <>
      <div
        className={events.head}
        data-severity={incident.severity}
        data-state={incident.state === 'open' ? 'firing' : 'resolved'}
      >
        <div className="row wrap">
          <SeverityPill severity={incident.severity} solid={incident.state === 'open'} />
          <Pill tone={incident.state === 'open' ? 'critical' : 'healthy'}>
            {t(`incidents.state.${incident.state}`)}
          </Pill>
          <span className="dim">
            <At at={incident.since} /> · <Since at={incident.since} until={incident.closedAt} />
          </span>
          {incident.reopened > 0 && <Pill tone="warning">{t('incidents.reopened', { count: incident.reopened })}</Pill>}
        </div>
        <p className={events.big}>{say(incident.summary, i18n.language)}</p>
        <ul className={events.links} aria-label={t('incidents.affected')}>
          <li>{t('incidents.ofJobs', { count: incident.affectedJobs.length, of: incident.jobs })}</li>
          {incident.affectedJobs.map((job) => (
            <li key={`${job.cluster} ${job.jobId}`}>
              <Icon name="jobs" size={14} />
              <Go to={`${jobPath(job.cluster, job.jobId)}?from=${around.from}&to=${around.to}`}>{job.name}</Go>
            </li>
          ))}
          <li>
            <Icon name="logs" size={14} />
            <Go to={`/logs?q=${encodeURIComponent(logQueryOf(incident))}&from=${around.from}&to=${around.to}`}>
              {t('incidents.toLogs')}
            </Go>
          </li>
          {(['html', 'tgz'] as const).map((format) => (
            <li key={format}>
              <a href={addressOf('/api/v1/incidents/{id}/export', { id: incident.id }, { format })}>
                {t(`incidents.export.${format}`)}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <div className={events.columns}>
        <div>
          {incident.firstFault && (
            <Section title={t('incidents.firstFault')}>
              <p className={events.prose}>
                <At at={incident.firstFault.at} />{' '}
                {incident.firstFault.link ? (
                  <Go to={incident.firstFault.link}>{say(incident.firstFault.text, i18n.language)}</Go>
                ) : (
                  say(incident.firstFault.text, i18n.language)
                )}
              </p>
            </Section>
          )}
          <Findings findings={incident.findings} unread={incident.unread} />
          <Timeline incident={incident} />
          <PatternChanges incident={incident} />
          <Charts incident={incident} />
        </div>
        <aside>
          <EventsOfIncident incident={incident} />
          <ScenesOfIncident incident={incident} />
          <Section title={t('incidents.facts')}>
            <Pairs
              pairs={[
                [t('incidents.since'), <At key="since" at={incident.since} />],
                [t('incidents.openedAt'), <At key="opened" at={incident.openedAt} />],
                [
                  t('incidents.closedAt'),
                  incident.closedAt ? <At key="closed" at={incident.closedAt} /> : t('common.none'),
                ],
                [t('nav.clusters'), incident.clusters.join(', ')],
                [t('incidents.acknowledgedBy'), people(incident.acknowledgedBy)],
                [t('incidents.assignees'), people(incident.assignees)],
              ]}
            />
          </Section>
        </aside>
      </div>
    </>
  );
}
