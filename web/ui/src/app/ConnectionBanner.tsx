import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../api/client';
import { useConnection } from '../api/connection';
import { useWatches } from '../api/session';
import { useApi } from '../api/useApi';
import { Since } from '../components/Time';
import { clock, stamp } from '../format/times';
import css from './shell.module.css';

/** Says that Weir does not answer and how old the page is, and that a cluster is unknown, since when and why. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { answering, lastAnswer } = useConnection();
  const clusters = useApi('/api/v1/clusters', { enabled: useWatches() });
  useEffect(() => {
    if (answering) return;
    const timer = setInterval(() => {
      request('/api/v1/session').then(
        () => void client.invalidateQueries(),
        () => undefined,
      );
    }, 3_000);
    return () => clearInterval(timer);
  }, [answering, client]);
  const unknown = (clusters.data ?? []).filter((cluster) => cluster.reachability.state === 'unknown');
  return (
    <div aria-live="polite">
      {!answering && (
        <div className={css.banner} data-tone="critical">
          <strong>{t('banner.silent')}</strong> {lastAnswer > 0 && t('banner.lastData', { time: clock(lastAnswer) })}
        </div>
      )}
      {unknown.map(({ name, reachability }) => (
        <div key={name} className={css.banner} data-tone="unknown">
          <strong>{t('banner.unknown', { cluster: name, time: stamp(reachability.since) })}</strong> (
          <Since at={reachability.since} />){' '}
          {reachability.reason && <span className="mono">{reachability.reason}</span>} {t('banner.unknownMeans')}
        </div>
      ))}
    </div>
  );
}
