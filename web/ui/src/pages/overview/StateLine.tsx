import { useTranslation } from 'react-i18next';
import { useConnection } from '../../api/connection';
import type { Cluster, Job, WeirEvent } from '../../api/types';
import { Go } from '../../components/Go';
import { Since } from '../../components/Time';
import { stamp } from '../../format/times';
import css from './overview.module.css';
import { Ribbon } from './Ribbon';
import { roomState } from './state';

interface Props {
  firing: WeirEvent[];
  clusters: Cluster[];
  jobs: Job[];
}

/** The big line: is anything wrong, and since when; below it, the range as a ribbon of states. */
export function StateLine({ firing, clusters, jobs }: Props) {
  const { t } = useTranslation();
  const { answering } = useConnection();
  const state = roomState(firing, clusters);
  const said = [
    state.critical && t('overview.critical', { count: state.critical }),
    state.warning && t('overview.warning', { count: state.warning }),
    !state.critical &&
      !state.warning &&
      state.unknown.length &&
      t('overview.unknown', { clusters: state.unknown.join(', ') }),
  ].filter(Boolean);
  const running = jobs.filter((job) => job.stateKnown && job.state === 'RUNNING').length;
  const taskManagers = clusters.reduce((sum, cluster) => sum + cluster.taskManagers.length, 0);
  const slots = clusters.reduce(
    (sum, cluster) => ({ free: sum.free + cluster.slotsFree, total: sum.total + cluster.slotsTotal }),
    { free: 0, total: 0 },
  );
  return (
    <div className={css.state} data-tone={answering ? state.tone : 'unknown'} data-testid="state">
      <div className={css.stateRow}>
        <p className={css.big}>
          {answering ? said.join(t('overview.comma')) || t('overview.calm') : t('overview.silent')}
        </p>
        <p className={css.since}>
          {!answering ? (
            t('overview.silentHint')
          ) : state.since ? (
            <>
              {t('overview.since', { time: stamp(state.since) })} · <Since at={state.since} />
            </>
          ) : (
            t('overview.calmHint')
          )}
          {answering && (state.critical > 0 || state.warning > 0) && (
            <span className={css.owners}>
              {state.owners.length > 0 && t('overview.owners', { names: state.owners.join(', ') })}
              {state.unowned > 0 && (
                <Go to="/events?state=firing&acknowledged=false">{t('overview.unowned', { count: state.unowned })}</Go>
              )}
            </span>
          )}
        </p>
        <dl className={css.facts}>
          <div>
            <dd>
              {running}
              <small>/{jobs.length}</small>
            </dd>
            <dt>{t('overview.jobsRunning')}</dt>
          </div>
          <div>
            <dd>
              {slots.free}
              <small>/{slots.total}</small>
            </dd>
            <dt>{t('overview.slotsFree')}</dt>
          </div>
          <div>
            <dd>{taskManagers}</dd>
            <dt>{t('overview.taskManagers')}</dt>
          </div>
          <div>
            <dd>
              {clusters.length - state.unknown.length}
              <small>/{clusters.length}</small>
            </dd>
            <dt>{t('overview.reachable')}</dt>
          </div>
        </dl>
      </div>
      <Ribbon />
    </div>
  );
}
