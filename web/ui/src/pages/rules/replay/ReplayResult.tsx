import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Replay, ReplayReport } from '../../../api/types';
import { Go } from '../../../components/Go';
import { Pill } from '../../../components/Pill';
import { At } from '../../../components/Time';
import { duration } from '../../../format/units';
import { ReplayPicture } from './ReplayPicture';
import css from './replay.module.css';
import { SuggestionTable } from './SuggestionTable';

const SHOWN = 50;

function Count({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What a replay found: how often, how long, against what is stored. */
export function ReplayResult({ replay, report }: { replay: Replay; report: ReplayReport }) {
  const { t } = useTranslation();
  const lead = (ms: number | null) => {
    if (ms === null) return t('rules.replay.missedOne');
    if (ms === 0) return t('rules.replay.sameTime');
    return t(ms > 0 ? 'rules.replay.earlier' : 'rules.replay.later', { time: duration(Math.abs(ms)) });
  };
  return (
    <div className={css.result}>
      <dl className={css.counts}>
        <Count name={t('rules.replay.fired')}>{report.fired}</Count>
        <Count name={t('rules.replay.firingTime')}>{duration(report.firingMs)}</Count>
        <Count name={t('rules.replay.longest')}>{duration(report.longestMs)}</Count>
        <Count name={t('rules.replay.flaps')}>{report.flaps}</Count>
        <Count name={t('rules.replay.stored')}>{report.stored}</Count>
        <Count name={t('rules.replay.caught')}>
          <span className={css.good}>{report.caught}</span>
        </Count>
        <Count name={t('rules.replay.missed')}>
          <span className={report.missed ? css.bad : undefined}>{report.missed}</span>
        </Count>
        <Count name={t('rules.replay.others')}>{report.others}</Count>
      </dl>
      {report.lastError && (
        <p className={`mono ${css.bad}`}>
          {t('rules.replay.failures', { count: report.failures })}: {report.lastError}
        </p>
      )}
      {report.notes.map((note) => (
        <p key={note} className={css.note}>
          {note}
        </p>
      ))}
      <ReplayPicture replay={replay} report={report} />
      {report.suggestion && <SuggestionTable suggestion={report.suggestion} />}
      {report.events.length > 0 && (
        <ul className={css.events} aria-label={t('rules.replay.stored')}>
          {report.events.slice(-SHOWN).map((event) => (
            <li key={event.id}>
              <Pill tone={event.caught ? 'healthy' : 'critical'}>{lead(event.caught ? event.leadMs : null)}</Pill>
              <span className="nowrap faint">
                <At at={event.firedAt} />
              </span>
              <Go to={`/events/${encodeURIComponent(event.id)}`}>{event.summary}</Go>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
