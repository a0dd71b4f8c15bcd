import { Badge, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Empty, Loaded } from '../../components/Loaded';
import { Sparkline } from '../../components/Sparkline';
import { instant } from '../../format/times';
import { integer } from '../../format/units';
import { useRange } from '../../time/useRange';
import css from './logs.module.css';
import { beforeOf, withTerm } from './record';

type Pattern = Schemas['LogPattern'];

interface Props {
  query: string;
  onSearch: (query: string) => void;
}

/** What the hits have in common: the most frequent patterns, or those that differ from the time before. */
export function Patterns({ query, onSearch }: Props) {
  const { t } = useTranslation();
  const [view, setView] = useState('top');
  return (
    <section aria-label={t('logs.patterns.title')}>
      <SegmentedControl
        size="xs"
        value={view}
        onChange={setView}
        data={[
          { value: 'top', label: t('logs.patterns.top') },
          { value: 'changes', label: t('logs.patterns.changes') },
        ]}
      />
      {view === 'top' ? <Top query={query} onSearch={onSearch} /> : <Changes query={query} onSearch={onSearch} />}
    </section>
  );
}

function Top({ query, onSearch }: Props) {
  const { t } = useTranslation();
  const { from, to } = useRange();
  const patterns = useApi('/api/v1/logs/patterns', { query: { q: query, from, to, most: 50 }, every: false });
  return (
    <Loaded query={patterns} rows={8}>
      {(found) =>
        found.patterns.length === 0 ? (
          <Empty title={t('logs.patterns.none')} />
        ) : (
          <>
            {found.partial && <p className={css.partial}>{t('logs.partial', { reason: found.partial })}</p>}
            <ol className={css.patterns}>
              {found.patterns.map((pattern, i) => (
                <Row key={pattern.id} pattern={pattern} query={query} onSearch={onSearch} spark={i < 20} />
              ))}
            </ol>
          </>
        )
      }
    </Loaded>
  );
}

/** Against the same length of time before the range. */
function Changes({ query, onSearch }: Props) {
  const { t } = useTranslation();
  const { from, to } = useRange();
  const before = beforeOf(from, to, Date.now());
  const comparison = useApi('/api/v1/logs/patterns/compare', {
    query: { q: query, from, to, baseFrom: before.from, baseTo: before.to },
    every: false,
  });
  return (
    <Loaded query={comparison} rows={8}>
      {(found) =>
        found.changes.length === 0 ? (
          <Empty title={t('logs.patterns.noChange')} />
        ) : (
          <>
            {found.partial && <p className={css.partial}>{t('logs.partial', { reason: found.partial })}</p>}
            <ol className={css.patterns}>
              {found.changes.map((change) => (
                <Row key={change.pattern.id} pattern={change.pattern} query={query} onSearch={onSearch} spark={false}>
                  <Badge variant="light" size="sm">
                    {t(`logs.patterns.kind.${change.kind}`)}
                  </Badge>
                  <span className="faint">
                    {t('logs.patterns.expected', { expected: integer(Math.round(change.expected)) })}
                  </span>
                </Row>
              ))}
            </ol>
          </>
        )
      }
    </Loaded>
  );
}

interface RowProps extends Props {
  pattern: Pattern;
  spark: boolean;
  children?: React.ReactNode;
}

function Row({ pattern, query, onSearch, spark, children }: RowProps) {
  const { t } = useTranslation();
  return (
    <li data-level={pattern.level}>
      <span className={css.count}>{integer(pattern.count)}</span>
      {spark && <Times query={withTerm(query, `pattern:${pattern.id}`)} />}
      <button
        type="button"
        className="mono"
        onClick={() => onSearch(withTerm(query, `pattern:${pattern.id}`))}
        title={t('logs.patterns.seen', { first: instant(pattern.firstSeen), last: instant(pattern.lastSeen) })}
      >
        {pattern.template}
      </button>
      {children}
    </li>
  );
}

function Times({ query }: { query: string }) {
  const { t } = useTranslation();
  const { from, to } = useRange();
  const histogram = useApi('/api/v1/logs/histogram', { query: { q: query, from, to, buckets: 30 }, every: false });
  const values = (histogram.data?.buckets ?? []).map((bucket) =>
    Object.values(bucket.counts).reduce((sum, count) => sum + count, 0),
  );
  return <Sparkline values={values} label={t('logs.histogram')} />;
}
