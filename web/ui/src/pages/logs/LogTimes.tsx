import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogHistogram } from '../../api/types';
import { useApi } from '../../api/useApi';
import { clock } from '../../format/times';
import { integer } from '../../format/units';
import { useRange } from '../../time/useRange';
import { levelsOf } from './levels';
import css from './logs.module.css';

const HEIGHT = 66;

/** How many records there are over time, by level; a drag zooms in. */
export function LogTimes({ query }: { query: string }) {
  const { t } = useTranslation();
  const { from, to } = useRange();
  const histogram = useApi('/api/v1/logs/histogram', { query: { q: query, from, to, buckets: 90 } });
  if (!histogram.data) return <div className={css.times} />;
  return (
    <div className={css.times}>
      <Bars histogram={histogram.data} />
      <p className={css.total}>
        {t('logs.total', { total: integer(histogram.data.total), count: histogram.data.total })}
        {histogram.data.partial && (
          <span className="faint"> {t('logs.partial', { reason: histogram.data.partial })}</span>
        )}
      </p>
    </div>
  );
}

function Bars({ histogram }: { histogram: LogHistogram }) {
  const { t } = useTranslation();
  const { zoom } = useRange();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const { buckets, stepMs } = histogram;
  const first = Date.parse(buckets[0]?.start ?? '') || 0;
  const span = Math.max(1, buckets.length * stepMs);
  const sums = buckets.map((bucket) => Object.values(bucket.counts).reduce((sum, count) => sum + count, 0));
  const top = Math.max(1, ...sums);
  const step = width / Math.max(1, buckets.length);
  const at = (event: PointerEvent) => event.clientX - event.currentTarget.getBoundingClientRect().left;
  const end = () => {
    if (drag && Math.abs(drag.to - drag.from) > 4) {
      const [left, right] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)];
      zoom({ from: first + (left / width) * span, to: first + (right / width) * span });
    }
    setDrag(null);
  };
  return (
    <div ref={ref}>
      <svg
        width={width}
        height={HEIGHT}
        className={css.bars}
        role="img"
        aria-label={t('logs.histogram')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag({ from: at(event), to: at(event) });
        }}
        onPointerMove={(event) => drag && setDrag({ ...drag, to: at(event) })}
        onPointerUp={end}
      >
        <line x1={0} x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--w-line-strong)" />
        {buckets.map((bucket, i) => {
          let y = HEIGHT;
          const levels = levelsOf(bucket.counts);
          const words = levels.map(([level, count]) => `${level} ${count}`).join(', ');
          return (
            <g key={bucket.start}>
              <title>{`${clock(bucket.start)} · ${words || '0'}`}</title>
              <rect x={i * step} y={0} width={step} height={HEIGHT} fill="transparent" />
              {levels.map(([level, count]) => {
                const height = Math.max(1, (count / top) * (HEIGHT - 4));
                y -= height;
                return (
                  <rect
                    key={level}
                    x={i * step + 0.5}
                    y={y}
                    width={Math.max(1, step - 1)}
                    height={height}
                    data-level={level}
                  />
                );
              })}
            </g>
          );
        })}
        {drag && (
          <rect
            className={css.drag}
            x={Math.min(drag.from, drag.to)}
            y={0}
            width={Math.abs(drag.to - drag.from)}
            height={HEIGHT}
          />
        )}
      </svg>
      <div className={css.ends}>
        <span>{clock(first)}</span>
        <span>{clock(first + span / 2)}</span>
        <span>{clock(first + span)}</span>
      </div>
    </div>
  );
}
