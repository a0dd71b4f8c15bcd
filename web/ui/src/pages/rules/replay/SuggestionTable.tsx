import { useTranslation } from 'react-i18next';
import type { ReplaySuggestion } from '../../../api/types';
import { duration } from '../../../format/units';
import css from './replay.module.css';

/** What each value that was tried would have caught, and at what price. */
export function SuggestionTable({ suggestion }: { suggestion: ReplaySuggestion }) {
  const { t } = useTranslation();
  const lead = (ms: number | null) => (ms === null ? '–' : `${ms < 0 ? '−' : ''}${duration(Math.abs(ms))}`);
  return (
    <div className={css.suggestion}>
      <p>
        {suggestion.value === null
          ? t('rules.replay.noSuggestion', { name: suggestion.parameter })
          : t('rules.replay.suggested', {
              name: suggestion.parameter,
              value: suggestion.value,
              now: suggestion.inForce,
            })}{' '}
        <span className="faint">{t('rules.replay.toCatch', { count: suggestion.marked })}</span>
      </p>
      <div className={css.scroll}>
        <table>
          <thead>
            <tr>
              <th>{suggestion.parameter}</th>
              <th>{t('rules.replay.caught')}</th>
              <th>{t('rules.replay.missed')}</th>
              <th>{t('rules.replay.others')}</th>
              <th>{t('rules.replay.fired')}</th>
              <th>{t('rules.replay.firingTime')}</th>
              <th>{t('rules.replay.lead')}</th>
            </tr>
          </thead>
          <tbody>
            {suggestion.rows.map((row) => (
              <tr key={row.value} data-chosen={row.value === suggestion.value || undefined}>
                <td className="mono">{row.value}</td>
                <td>{row.caught}</td>
                <td>{row.missed}</td>
                <td>{row.others}</td>
                <td>{row.fired}</td>
                <td>{duration(row.firingMs)}</td>
                <td>{lead(row.leadMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
