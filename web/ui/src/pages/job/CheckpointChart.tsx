import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../api/types';
import { clock } from '../../format/times';
import { bytes, duration } from '../../format/units';
import css from './job.module.css';

const HEIGHT = 110;

/** Each checkpoint as a bar of its duration, oldest first, with a line for the size of the state. */
export function CheckpointChart({ checkpoints }: { checkpoints: Checkpoint[] }) {
  const { t } = useTranslation();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const shown = checkpoints.slice(0, Math.max(10, Math.floor(width / 9))).reverse();
  const longest = Math.max(1, ...shown.map((each) => each.durationMs));
  const largest = Math.max(1, ...shown.map((each) => each.stateSizeBytes));
  const step = width / Math.max(1, shown.length);
  const bar = Math.min(22, Math.max(3, step - 3));
  const line = shown
    .map((each, i) => ({ each, x: i * step + step / 2 }))
    .filter(({ each }) => each.status === 'COMPLETED')
    .map(({ each, x }) => `${x.toFixed(1)},${(HEIGHT - (each.stateSizeBytes / largest) * (HEIGHT - 12)).toFixed(1)}`);
  return (
    <div ref={ref} className={css.checkpoints}>
      <p className={css.chartKey}>
        <i data-kind="bar" /> {t('checkpoint.duration')} ≤ {duration(longest)}
        <i data-kind="line" /> {t('checkpoint.size')} ≤ {bytes(largest)}
      </p>
      <svg width={width} height={HEIGHT} role="img" aria-label={t('checkpoint.chart')}>
        <line x1={0} x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--w-line-strong)" />
        {shown.map((each, i) => {
          const height = Math.max(2, (each.durationMs / longest) * (HEIGHT - 12));
          return (
            <rect
              key={`${each.id}-${each.triggeredAt}`}
              x={i * step + (step - bar) / 2}
              y={HEIGHT - height}
              width={bar}
              height={height}
              className={css.bar}
              data-status={each.status}
            >
              <title>{`#${each.id} ${each.status} ${clock(each.triggeredAt)} · ${duration(each.durationMs)} · ${bytes(each.stateSizeBytes)}`}</title>
            </rect>
          );
        })}
        <polyline points={line.join(' ')} className={css.sizeLine} />
      </svg>
    </div>
  );
}
