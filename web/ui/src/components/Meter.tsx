import { NONE, share } from '../format/units';
import type { Tone } from './tone';
import css from './ui.module.css';

/** A share as a thin bar and a number; hatched where it is not measured. */
export function Meter({ value, tone, label }: { value: number | null; tone: Tone; label: string }) {
  const text = value === null ? NONE : share(value);
  return (
    <span
      className={`${css.meter} ${css[tone]}`}
      role="img"
      aria-label={`${label}: ${text}`}
      title={`${label}: ${text}`}
    >
      <span className={css.track} data-unknown={value === null || undefined}>
        {value !== null && (
          <span
            className={css.fill}
            style={{ display: 'block', width: `${Math.min(100, Math.max(0, value * 100))}%` }}
          />
        )}
      </span>
      <span>{text}</span>
    </span>
  );
}
