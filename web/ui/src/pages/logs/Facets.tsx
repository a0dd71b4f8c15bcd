import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { integer } from '../../format/units';
import { useRange } from '../../time/useRange';
import css from './logs.module.css';
import { termOf, withTerm } from './record';

interface Props {
  query: string;
  onSearch: (query: string) => void;
}

/** The most frequent values of a few fields among the hits; each narrows the search or leaves the value out. */
export function Facets({ query, onSearch }: Props) {
  const { t } = useTranslation();
  const { from, to } = useRange();
  const facets = useApi('/api/v1/logs/facets', {
    query: { q: query, from, to, fields: 'level,namespace,deployment,run,process,logger', most: 6 },
    every: false,
  });
  return (
    <aside className={css.facets} aria-label={t('logs.facets')}>
      {facets.data?.facets
        .filter(({ values }) => values.length > 0)
        .map((facet) => (
          <section key={facet.field}>
            <h3>{facet.field}</h3>
            <ul>
              {facet.values.map(({ value, count }) => (
                <li key={value}>
                  <button type="button" onClick={() => onSearch(withTerm(query, termOf(facet.field, value)))}>
                    <span>{facet.field === 'logger' ? value.split('.').at(-1) : value}</span>
                    <span className="faint">{integer(count)}</span>
                  </button>
                  <button
                    type="button"
                    aria-label={t('logs.leaveOut', { value })}
                    onClick={() => onSearch(withTerm(query, `-${termOf(facet.field, value)}`))}
                  >
                    −
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      {facets.data?.partial && <p className={css.partial}>{t('logs.partial', { reason: facets.data.partial })}</p>}
    </aside>
  );
}
