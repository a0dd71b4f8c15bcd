import { useTranslation } from 'react-i18next';
import type { PromData } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Go } from '../../components/Go';
import { Bones, Failure } from '../../components/Loaded';
import { Meter } from '../../components/Meter';
import { Section } from '../../components/Section';
import { busyTone, pressureTone, type Tone } from '../../components/tone';
import { formatUnit } from '../../format/units';
import css from './overview.module.css';
import { rowsOf, TOPS, type Top, type TopName } from './top';

/** A process that collects garbage for a tenth of its time does little else well. */
const gcTone = (share: number | null): Tone =>
  share === null ? 'unknown' : share >= 0.3 ? 'critical' : share >= 0.1 ? 'warning' : 'info';

const TONES: Partial<Record<TopName, (value: number | null) => Tone>> = {
  pressure: pressureTone,
  busy: busyTone,
  gc: gcTone,
};

function List({ top }: { top: Top }) {
  const { t } = useTranslation();
  const title = t(`overview.top.${top.name}`);
  const query = useApi('/prometheus/api/v1/query', { query: { query: `topk(10, ${top.expr})` } });
  const rows = rowsOf(top, query.data as PromData | undefined);
  const tone = TONES[top.name];
  return (
    <Section title={title}>
      {query.isPending && <Bones rows={3} />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data !== undefined && rows.length === 0 && <p className="faint">{t(`overview.noTop.${top.name}`)}</p>}
      <ul className={css.hot}>
        {rows.map((row) => (
          <li key={row.key}>
            <Go to={row.to} className="clip" title={row.title}>
              <b>{row.bold}</b> {row.rest}
            </Go>
            {tone ? (
              <Meter value={row.value} tone={tone(row.value)} label={title} />
            ) : (
              <span className={css.hotValue}>{formatUnit(top.unit, row.value)}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What to look at first: where records wait, who keeps them waiting, what lags, and what collects garbage. */
export function TopLists() {
  return (
    <div className={css.pair}>
      {TOPS.map((top) => (
        <List key={top.name} top={top} />
      ))}
    </div>
  );
}
