import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/client';
import { Icon } from '../../components/icons';
import { useRange } from '../../time/useRange';

/** The same search as a file, up to the most that the server gives at once. */
export function Exports({ query }: { query: string }) {
  const { t } = useTranslation();
  const { from, to } = useRange();
  const href = (format: string) => addressOf('/api/v1/logs/search', {}, { q: query, from, to, limit: 1000, format });
  return (
    <span className="row">
      <Icon name="download" size={14} />
      <a href={href('csv')} download="weir-logs.csv" aria-label={t('logs.export', { format: 'CSV' })}>
        CSV
      </a>
      <a href={href('ndjson')} download="weir-logs.ndjson" aria-label={t('logs.export', { format: 'NDJSON' })}>
        NDJSON
      </a>
    </span>
  );
}
