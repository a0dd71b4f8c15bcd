import { useTranslation } from 'react-i18next';
import type { LogHit } from '../../api/types';
import { clock, instant } from '../../format/times';
import css from './logs.module.css';
import { firstLineOf, segmentsOf, shortLogger } from './record';

export function Marked({ hit, from, to }: { hit: LogHit; from?: number; to?: number }) {
  return segmentsOf(hit.text, hit.highlights, from, to).map((segment, i) =>
    segment.marked ? <mark key={i}>{segment.text}</mark> : <span key={i}>{segment.text}</span>,
  );
}

interface Props {
  hit: LogHit;
  wrap: boolean;
  selected: boolean;
  unfolded: boolean;
  onFold: () => void;
  onOpen: () => void;
}

/** One record as its first line; the rest of it unfolds. */
export function HitRow({ hit, wrap, selected, unfolded, onFold, onOpen }: Props) {
  const { t } = useTranslation();
  const line = firstLineOf(hit);
  return (
    <div
      className={css.row}
      data-level={hit.level}
      data-selected={selected || undefined}
      data-wrap={wrap || unfolded || undefined}
    >
      <button
        type="button"
        className={css.open}
        onClick={onOpen}
        aria-label={t('logs.open', { time: clock(hit.at, true) })}
      >
        <time dateTime={hit.at} title={hit.misdated ? t('logs.misdated', { time: instant(hit.at) }) : instant(hit.at)}>
          {clock(hit.at, true)}
          {hit.misdated && '*'}
        </time>
        <b>{hit.level === 'UNKNOWN' ? '' : hit.level}</b>
        <span className={css.process}>{hit.process}</span>
      </button>
      <div className={css.text}>
        <span className={css.line}>
          {hit.logger && <span className={css.logger}>{shortLogger(hit.logger)}</span>}
          <Marked hit={hit} from={line.from} to={unfolded ? hit.text.length : line.to} />
        </span>
        {line.moreLines > 0 && (
          <button type="button" className={css.fold} onClick={onFold} aria-expanded={unfolded}>
            {unfolded ? t('logs.fold') : t('logs.moreLines', { count: line.moreLines })}
          </button>
        )}
      </div>
    </div>
  );
}
