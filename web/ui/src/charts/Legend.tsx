import { useComputedColorScheme } from '@mantine/core';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../api/types';
import { clock } from '../format/times';
import { formatUnit } from '../format/units';
import { LINES } from '../theme';
import css from './charts.module.css';
import { type Frame, type Line, lastOf, maxOf } from './shape';

interface Props {
  frame: Frame;
  unit: Unit;
  /** Index of the instant under the pointer. */
  cursor: number | null;
  hidden: ReadonlySet<string>;
  onToggle: (label: string) => void;
}

interface EntryProps {
  line: Line;
  unit: Unit;
  color: string | undefined;
  cursor: number | null;
  isHidden: boolean;
  onToggle: (label: string) => void;
}

/** One line: its colour, its name, its last (or pointed at) and highest value. */
const Entry = memo(function Entry({ line, unit, color, cursor, isHidden, onToggle }: EntryProps) {
  // The pointer moves many times a second over lines that stay what they are.
  const [last, max] = useMemo(() => [lastOf(line.values), formatUnit(unit, maxOf(line.values))], [line, unit]);
  return (
    <button
      type="button"
      className={css.line}
      data-hidden={isHidden || undefined}
      aria-pressed={!isHidden}
      onClick={() => onToggle(line.label)}
      title={line.label}
    >
      <span className={css.name}>
        <i style={{ background: color }} />
        <span className="clip">{line.label}</span>
      </span>
      <span>{formatUnit(unit, cursor === null ? last : line.values[cursor])}</span>
      <span>{max}</span>
    </button>
  );
});

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
        <Entry
          key={line.label}
          line={line}
          unit={unit}
          color={colors[i % colors.length]}
          cursor={cursor}
          isHidden={hidden.has(line.label)}
          onToggle={onToggle}
        />
      ))}
    </div>
  );
}
