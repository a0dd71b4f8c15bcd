import { Tooltip } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../api/types';
import { Icon } from '../components/icons';
import { Bones, Failure } from '../components/Loaded';
import { useRange } from '../time/useRange';
import { Chart } from './Chart';
import css from './charts.module.css';
import { Legend } from './Legend';
import { type Band, renamed } from './shape';
import { type Ask, useFrame } from './useFrames';

interface Props {
  title: string;
  help?: string;
  unit: Unit;
  max?: number | null;
  asks: Ask[];
  /** Gives a line the name that a person knows. */
  rename?: (label: string) => string;
  bandsIn?: (span: { from: number; to: number }) => Band[];
  syncKey: string;
  height?: number;
  /** Seconds that a point stands for at least. */
  leastStep?: number;
}

const NO_BANDS: Band[] = [];

/** One chart with its title, its lines and its legend. */
export function ChartPanel(props: Props) {
  const { title, help, unit, max = null, asks, rename, bandsIn, syncKey, height, leastStep = 0 } = props;
  const { t } = useTranslation();
  const { zoom } = useRange();
  const { frame: measured, error, span, retry } = useFrame(asks, undefined, true, leastStep);
  const frame = useMemo(() => measured && renamed(measured, rename), [measured, rename]);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<number | null>(null);
  const toggle = useCallback(
    (label: string) =>
      setHidden((now) => new Set(now.has(label) ? [...now].filter((one) => one !== label) : [...now, label])),
    [],
  );
  const lines = frame?.lines ?? [];
  return (
    <figure className={css.panel}>
      <figcaption>
        <span className={css.title}>{title}</span>
        {help && (
          <Tooltip label={help}>
            <button type="button" className={css.help} aria-label={`${title}: ${help}`}>
              <Icon name="info" size={13} />
            </button>
          </Tooltip>
        )}
      </figcaption>
      {error && !frame && <Failure error={error} retry={retry} />}
      {!error && !frame && <Bones rows={5} />}
      {frame && lines.length === 0 && (
        <div className={css.nothing} style={{ height: height ?? 170 }}>
          {t('chart.nothing')}
        </div>
      )}
      {frame && lines.length > 0 && (
        <>
          <Chart
            frame={frame}
            unit={unit}
            max={max}
            bands={bandsIn?.(span) ?? NO_BANDS}
            shown={lines.map((line) => !hidden.has(line.label))}
            syncKey={syncKey}
            label={title}
            height={height}
            onZoom={zoom}
            onCursor={setCursor}
          />
          <Legend frame={frame} unit={unit} cursor={cursor} hidden={hidden} onToggle={toggle} />
        </>
      )}
    </figure>
  );
}
