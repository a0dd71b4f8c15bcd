import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Go, jobPath } from '../../components/Go';
import { Loaded } from '../../components/Loaded';
import css from './overview.module.css';

type Kind = Schemas['OverviewKind'];
type Affected = Schemas['AffectedJobs'];

/** The numbers of the whole house: what runs and stands, and how many jobs are in trouble; each leads to its list. */
export function Numbers() {
  const { t } = useTranslation();
  const overview = useApi('/api/v1/overview');
  return (
    <Loaded query={overview} rows={2}>
      {(all) => (
        <ul className={css.numbers} aria-label={t('overview.numbers')}>
          {all.jobs.map((kind) => (
            <KindCell key={kind.kind} kind={kind} to="/jobs" name={t(`overview.kind.${kind.kind}`, kind.kind)} />
          ))}
          {all.deployments.map((kind) => (
            <KindCell key={kind.kind} kind={kind} to="/deployments" name={t(`overview.kind.${kind.kind}`, kind.kind)} />
          ))}
          <AffectedCell
            name={t('overview.numberAlerts')}
            affected={all.numberAlerts}
            to="/events?state=firing&from=now-1d&to=now"
          />
          <AffectedCell
            name={t('overview.abnormalEvents')}
            affected={all.abnormalEvents}
            to="/events?from=now-6h&to=now"
          />
        </ul>
      )}
    </Loaded>
  );
}

function KindCell({ kind, to, name }: { kind: Kind; to: string; name: string }) {
  const { t } = useTranslation();
  const said = [
    t('overview.stopped', { count: kind.stopped }),
    kind.unknown > 0 && t('overview.unknownOnes', { count: kind.unknown }),
  ].filter(Boolean);
  return (
    <li>
      <Go to={to}>
        <span className={css.numberName}>{name}</span>
        <b>{kind.running}</b>
        <small>{t('overview.running')}</small>
        <span className={css.numberMore}>{said.join(' · ')}</span>
      </Go>
    </li>
  );
}

function AffectedCell({ name, affected, to }: { name: string; affected: Affected; to: string }) {
  const { t } = useTranslation();
  const [worst] = affected.worst;
  return (
    <li data-tone={affected.jobs > 0 ? 'warning' : undefined}>
      <Go to={to}>
        <span className={css.numberName}>{name}</span>
        <b>
          {affected.complete ? '' : '≥ '}
          {affected.jobs}
        </b>
        <small>{t('overview.jobsOf', { count: affected.jobs })}</small>
      </Go>
      {worst && (
        <Go to={`${jobPath(worst.cluster, worst.jobId)}?tab=events`} className={`${css.numberMore} clip`}>
          {t('overview.mostOf', { job: worst.name, count: worst.events })}
        </Go>
      )}
    </li>
  );
}
