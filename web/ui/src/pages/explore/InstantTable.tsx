import { useTranslation } from 'react-i18next';
import type { PromData, PromSeries } from '../../api/types';
import { useApi } from '../../api/useApi';
import { legendOf, numberOf, seriesOf } from '../../charts/shape';
import { Empty, Loaded } from '../../components/Loaded';
import { type Column, Rows } from '../../components/Rows';

const MOST = 500;

export function InstantTable({ expr }: { expr: string }) {
  const { t } = useTranslation();
  const query = useApi('/prometheus/api/v1/query', { query: { query: expr } });
  const columns: Column<PromSeries>[] = [
    {
      id: 'series',
      title: t('explore.series'),
      render: (row) => (
        <span className="mono" style={{ overflowWrap: 'anywhere' }}>
          {legendOf('', row.metric)}
        </span>
      ),
    },
    {
      id: 'value',
      title: t('explore.value'),
      num: true,
      sort: (row) => numberOf(row.value?.[1]) ?? Number.NEGATIVE_INFINITY,
      render: (row) => row.value?.[1],
    },
  ];
  return (
    <Loaded query={query}>
      {(data) => {
        const rows = seriesOf(data as PromData);
        if (rows.length === 0) return <Empty title={t('chart.nothing')} />;
        return (
          <>
            <p className="dim">{t('explore.found', { count: rows.length })}</p>
            <Rows label={expr} columns={columns} rows={rows.slice(0, MOST)} keyOf={(row) => legendOf('', row.metric)} />
          </>
        );
      }}
    </Loaded>
  );
}
