import type { Schemas } from '../../api/types';
import css from './routing.module.css';

interface Props {
  label: string;
  findings: Schemas['RoutingFinding'][];
  wrong?: boolean;
  /** Goes to a line. */
  onLine?: (line: number) => void;
}

/** What is said of places in a file, by line. */
export function Findings({ label, findings, wrong = false, onLine }: Props) {
  if (findings.length === 0) return null;
  return (
    <section aria-label={label}>
      <b>{label}</b>
      <ul className={css.findings}>
        {findings.map((one) => (
          <li key={`${one.line} ${one.place} ${one.message}`} className={wrong ? css.wrong : undefined}>
            {onLine ? (
              <button type="button" className={css.line} onClick={() => onLine(one.line)}>
                {one.line}
              </button>
            ) : (
              <span className="dim">{one.line}</span>
            )}{' '}
            <span className="mono">{one.place}</span> {one.message}
          </li>
        ))}
      </ul>
    </section>
  );
}
