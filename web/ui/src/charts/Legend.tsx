import { useComputedColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../api/types';
import { clock } from '../format/times';
import { formatUnit } from '../format/units';
import { LINES } from '../theme';
import css from './charts.module.css';
import { type Frame, lastOf, maxOf } from './shape';

interface Props {
  frame: Frame;
  unit: Unit;
  /** Index of the instant under the pointer. */
  cursor: number | null;
  hidden: ReadonlySet<string>;
  onToggle: (label: string) => void;
}

/** The lines of a chart with their last (or pointed at) and highest value; a click hides a line. */
export function Legend({ frame, unit, cursor, hidden, onToggle }: Props) {
  const { t } = useTranslation();
  const colors = LINES[useComputedColorScheme('dark')];
  const at = cursor === null ? undefined : frame.times[cursor];
  return (
    <div className={css.legend}>
      <div className={css.legendHead}>
        <span />
        <span>{at === undefined ? t('chart.last') : clock(at * 1_000)}</span>
        <span>{t('chart.max')}</span>
      </div>
      {frame.lines.map((line, i) => (
        <button
          type="button"
          key={line.label}
          className={css.line}
          data-hidden={hidden.has(line.label) || undefined}
          aria-pressed={!hidden.has(line.label)}
          onClick={() => onToggle(line.label)}
          title={line.label}
        >
          <span className={css.name}>
            <i style={{ background: colors[i % colors.length] }} />
            <span className="clip">{line.label}</span>
          </span>
          <span>{formatUnit(unit, cursor === null ? lastOf(line.values) : line.values[cursor])}</span>
          <span>{formatUnit(unit, maxOf(line.values))}</span>
        </button>
      ))}
    </div>
  );
}
