import { Button, Select } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, request, send } from '../../../api/client';
import type { SqlDebug, SqlPlace } from '../../../api/types';
import { useApi } from '../../../api/useApi';
import { At } from '../../../components/Time';
import { type DraftForm, specOf } from '../form';

const EVERY = 700;

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** The rows of a query as they come, on a session cluster that is chosen here. */
export function DebugPanel({ form, selected }: { form: DraftForm; selected: SqlPlace | null }) {
  const { t } = useTranslation();
  const clusters = useApi('/api/v1/clusters', {});
  const [cluster, setCluster] = useState(form.session);
  const [id, setId] = useState<string | null>(null);
  const begin = useMutation({
    mutationFn: () =>
      send<SqlDebug>('POST', addressOf('/api/v1/sql/debugs'), {
        spec: specOf(form),
        cluster,
        ...(selected && { selected }),
      }),
    onSuccess: (made) => setId(made.id),
  });
  const query = useQuery({
    queryKey: ['/api/v1/sql/debugs/{id}', id],
    enabled: id !== null,
    queryFn: ({ signal }) => request<SqlDebug>(addressOf('/api/v1/sql/debugs/{id}', { id: id ?? '' }), { signal }),
    refetchInterval: (now) => (now.state.data === undefined || now.state.data.state === 'running' ? EVERY : false),
  });
  const stop = useMutation({
    mutationFn: () => send('DELETE', addressOf('/api/v1/sql/debugs/{id}', { id: id ?? '' })),
  });
  const debug = id === null ? undefined : query.data;
  return (
    <div style={{ paddingTop: 8 }}>
      <div className="row wrap">
        <Select
          size="xs"
          aria-label={t('sql.debugOn')}
          placeholder={t('sql.debugOn')}
          searchable
          data={(clusters.data ?? []).map((one) => one.name)}
          value={cluster || null}
          onChange={(value) => setCluster(value ?? '')}
        />
        <Button size="xs" disabled={!cluster} loading={begin.isPending} onClick={() => begin.mutate()}>
          {t('sql.debug')}
        </Button>
        {debug?.state === 'running' && (
          <Button size="xs" variant="default" onClick={() => stop.mutate()}>
            {t('sql.stop')}
          </Button>
        )}
        {debug && <span role="status">{t(`sql.states.${debug.state}`)}</span>}
        {begin.error && <span style={{ color: 'var(--w-critical)' }}>{begin.error.message}</span>}
      </div>
      {debug?.fault && (
        <div className="mono" style={{ whiteSpace: 'pre-wrap' }}>
          <b>{t('sql.at', { line: debug.fault.line, column: debug.fault.column })}</b> {debug.fault.message}
        </div>
      )}
      {debug && <Result debug={debug} />}
      {debug && (
        <details open={debug.state === 'failed'}>
          <summary>{t('sql.log')}</summary>
          {debug.log.map((line) => (
            <div key={`${line.at}${line.text}`} className="mono" style={{ whiteSpace: 'pre-wrap' }}>
              <At at={line.at} /> {line.text}
            </div>
          ))}
        </details>
      )}
    </div>
  );
}

function Result({ debug }: { debug: SqlDebug }) {
  const { t } = useTranslation();
  if (debug.columns.length === 0) return <div className="dim">{t('sql.noRows')}</div>;
  return (
    <div style={{ overflow: 'auto', maxHeight: 360 }}>
      <table className="mono" aria-label={t('sql.debug')}>
        <thead>
          <tr>
            <th scope="col">{t('sql.change')}</th>
            {debug.columns.map((column) => (
              <th key={column.name} scope="col" title={column.type}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {debug.rows.map((row, i) => (
            <tr key={i}>
              <td className="dim">{row.kind}</td>
              {row.fields.map((field, at) => (
                <td key={debug.columns[at]?.name ?? at}>{shown(field)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
