import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/client';
import { Icon } from '../../components/icons';
import { useRange } from '../../time/useRange';

/** The whole result of the same search as a file. */
export function Exports({ query }: { query: string }) {
  const { t } = useTranslation();
  const { from, to } = useRange();
  const href = (format: string) => addressOf('/api/v1/logs/export', {}, { q: query, from, to, format });
  return (
    <span className="row">
      <Icon name="download" size={14} />
      <a href={href('txt')} download="weir-logs.txt" aria-label={t('logs.export', { format: 'TXT' })}>
        TXT
      </a>
      <a href={href('csv')} download="weir-logs.csv" aria-label={t('logs.export', { format: 'CSV' })}>
        CSV
      </a>
      <a href={href('ndjson')} download="weir-logs.ndjson" aria-label={t('logs.export', { format: 'NDJSON' })}>
        NDJSON
      </a>
    </span>
  );
}
