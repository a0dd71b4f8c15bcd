import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { WeirEvent } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Stack } from '../../components/Copy';
import { Go } from '../../components/Go';
import { Loaded } from '../../components/Loaded';
import { EventStatePill, SeverityPill } from '../../components/Pill';
import { Pairs, Section } from '../../components/Section';
import { Since } from '../../components/Time';
import { EventHistory } from './EventHistory';
import { EventLinks } from './EventLinks';
import { EventNotifications } from './EventNotifications';
import { EventTimeline } from './EventTimeline';
import css from './events.module.css';
import { Flapping } from './HandlingCell';
import { HandlingPanel } from './HandlingPanel';
import { annotation, evidenceOf, PROSE, summaryOf } from './text';

export default function EventPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const query = useApi('/api/v1/events/{id}', { params: { id } });
  return (
    <Page title={query.data?.rule ?? t('events.one')} crumb={<Go to="/events">{t('nav.events')}</Go>}>
      <Loaded query={query} rows={8}>
        {(event) => <Detail event={event} />}
      </Loaded>
    </Page>
  );
}

function Detail({ event }: { event: WeirEvent }) {
  const { t, i18n } = useTranslation();
  const prose = PROSE.map((name) => [name, annotation(event, name, i18n.language)] as const).filter(([, text]) => text);
  const { evidence, details } = evidenceOf(event, i18n.language);
  return (
    <>
      <div className={css.head} data-severity={event.severity} data-state={event.state}>
        <div className="row wrap">
          <SeverityPill severity={event.severity} solid={event.state === 'firing'} />
          <EventStatePill state={event.state} severity={event.severity} />
          {event.flapping && <Flapping />}
          <span className="dim">
            <Since at={event.startsAt} until={event.resolvedAt} />
          </span>
        </div>
        <p className={css.big}>{summaryOf(event, i18n.language)}</p>
        <EventLinks event={event} />
      </div>
      <div className={css.columns}>
        <div>
          {prose.map(([name, text]) => (
            <Section key={name} title={t(`events.prose.${name}`)}>
              <p className={css.prose}>{text}</p>
            </Section>
          ))}
          {evidence.map(([name, text]) => (
            <Section
              key={name}
              title={
                i18n.exists(`events.evidence.${name}`) ? t(`events.evidence.${name}` as 'events.evidence.log') : name
              }
            >
              <Stack text={text} />
            </Section>
          ))}
        </div>
        <aside>
          <Section title={t('events.handling')}>
            <HandlingPanel event={event} />
            {event.state !== 'resolved' && (
              <p>
                <Go to={`/silences?event=${encodeURIComponent(event.id)}`}>{t('silences.this')}</Go>
              </p>
            )}
            <p>
              <Go
                to={`/diagnosis?cluster=${encodeURIComponent(event.subject.cluster)}&job=${event.subject.jobId ?? ''}`}
              >
                {t('diagnosis.open')}
              </Go>
            </p>
          </Section>
          {event.rule === 'DeploymentFailed' && (
            <Section title={t('nav.deployments')}>
              <Go to={`/deployments/${event.annotations.deployment}?workspace=${event.annotations.workspace}`}>
                {event.annotations.deployment}
              </Go>
            </Section>
          )}
          <Section title={t('events.timeline')}>
            <EventTimeline event={event} />
          </Section>
          <Section title={t('events.history')}>
            <EventHistory event={event} />
          </Section>
          <Section title={t('events.facts')}>
            <Pairs
              pairs={[
                [
                  t('events.rule'),
                  <Go key="rule" to={`/rules?rule=${encodeURIComponent(event.rule)}`}>
                    {event.rule}
                  </Go>,
                ],
                [
                  t('events.value'),
                  event.value === null ? t('common.none') : String(Number(event.value.toPrecision(6))),
                ],
                ...details,
                ...Object.entries(event.labels).map(([name, value]): [string, string] => [name, value]),
                [
                  t('events.fingerprint'),
                  <span key="print" className="mono">
                    {event.fingerprint}
                  </span>,
                ],
              ]}
            />
          </Section>
          <Section title={t('nav.notifications')}>
            <EventNotifications eventId={event.id} />
          </Section>
        </aside>
      </div>
    </>
  );
}
