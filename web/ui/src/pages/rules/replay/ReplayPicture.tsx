import { useTranslation } from 'react-i18next';
import type { Replay, ReplayReport } from '../../../api/types';
import { stamp } from '../../../format/times';
import { type Bar, lanesOf, plotOf } from './picture';
import css from './replay.module.css';

const MOST_LANES = 12;
const MOST_CURVES = 6;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

const plain = (value: number) => String(Number(value.toPrecision(3)));

function Bars({ bars, label }: { bars: Bar[]; label: string }) {
  return (
    <div className={css.bars} role="img" aria-label={label}>
      {bars.map((bar) => (
        <span
          key={bar.key}
          title={bar.title}
          data-kind={bar.kind}
          style={{ left: `${bar.left * 100}%`, width: `${bar.width * 100}%` }}
        />
      ))}
    </div>
  );
}

/** When the rule would have fired above what is stored, over what its threshold is compared with. */
export function ReplayPicture({ replay, report }: { replay: Replay; report: ReplayReport }) {
  const { t } = useTranslation();
  const lanes = lanesOf(replay, report, MOST_LANES);
  const plot = plotOf(replay, report, MOST_CURVES);
  const from = Date.parse(replay.from);
  const span = Date.parse(replay.to) - from;
  if (lanes.length === 0 && !plot) return null;
  const threshold = report.threshold ? (report.parameters[report.threshold] ?? '') : '';
  return (
    <figure className={css.picture}>
      <figcaption className={css.key}>
        <span data-kind="fired">{t('rules.replay.wouldFire')}</span>
        <span data-kind="caught">{t('rules.replay.storedCaught')}</span>
        <span data-kind="missed">{t('rules.replay.storedMissed')}</span>
      </figcaption>
      {plot && (
        <div className={css.plot}>
          <svg viewBox="0 0 1000 100" preserveAspectRatio="none" role="img" aria-label={t('rules.replay.measured')}>
            <title>{t('rules.replay.measured')}</title>
            {plot.curves.map((curve, i) => (
              <polyline key={curve.subject} points={curve.points} data-line={i} />
            ))}
            {plot.threshold !== null && (
              <line x1="0" x2="1000" y1={plot.threshold * 100} y2={plot.threshold * 100} className={css.threshold} />
            )}
          </svg>
          {plot.threshold !== null && (
            <span className={css.mark} style={{ top: `${plot.threshold * 100}%` }}>
              {report.threshold} {threshold}
            </span>
          )}
          <span className={css.top}>{plain(plot.greatest)}</span>
          <span className={css.bottom}>{plain(plot.least)}</span>
        </div>
      )}
      {lanes.map((lane) => (
        <div key={lane.subject} className={css.lane}>
          <div className={css.subject} title={lane.subject}>
            {lane.subject}
          </div>
          <Bars bars={lane.fired} label={`${t('rules.replay.wouldFire')}: ${lane.fired.length}`} />
          <Bars bars={lane.stored} label={`${t('rules.replay.stored')}: ${lane.stored.length}`} />
        </div>
      ))}
      <div className={css.axis} aria-hidden>
        {TICKS.map((share) => (
          <span key={share}>{stamp(from + span * share)}</span>
        ))}
      </div>
    </figure>
  );
}
