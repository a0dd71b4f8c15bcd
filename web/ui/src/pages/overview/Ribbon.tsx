import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { clock } from '../../format/times';
import { duration } from '../../format/units';
import { useRange } from '../../time/useRange';
import css from './overview.module.css';
import { stretchesOf } from './state';

/** The worst that fired, moment by moment, over the time range. */
export function Ribbon() {
  const { t } = useTranslation();
  const { from, to, spanAt } = useRange();
  const events = useApi('/api/v1/events', { query: { from, to, limit: 1000 } });
  const firing = useApi('/api/v1/events', { query: { state: 'firing', limit: 1000 } });
  const status = useApi('/api/v1/status', { every: 60_000 });
  const watchedSince = status.data ? Date.parse(status.data.startedAt) : Number.NEGATIVE_INFINITY;
  const span = spanAt(events.dataUpdatedAt || Date.now());
  const width = span.to - span.from;
  const all = new Map(
    [...(events.data?.events ?? []), ...(firing.data?.events ?? [])].map((event) => [event.id, event]),
  );
  const stretches = stretchesOf([...all.values()], span, watchedSince);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => span.from + width * share);
  return (
    <div className={css.ribbon}>
      <div className={css.band} role="img" aria-label={t('overview.ribbon')}>
        {stretches.map((stretch) => (
          <i
            key={stretch.from}
            data-tone={stretch.tone}
            style={{ width: `${((stretch.to - stretch.from) / width) * 100}%` }}
            title={`${stretch.tone === 'unknown' ? t('overview.notWatched') : t(`tone.${stretch.tone}`)} ${clock(stretch.from)} – ${clock(stretch.to)} (${duration(stretch.to - stretch.from)})`}
          />
        ))}
      </div>
      <div className={css.ticks}>
        {ticks.map((at) => (
          <span key={at}>{clock(at).slice(0, width < 600_000 ? 8 : 5)}</span>
        ))}
      </div>
    </div>
  );
}
