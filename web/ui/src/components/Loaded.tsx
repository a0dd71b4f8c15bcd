import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client';
import { Icon } from './icons';
import css from './ui.module.css';

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={css.empty}>
      <strong>{title}</strong>
      {children}
    </div>
  );
}

export function Bones({ rows = 4 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className={css.bones} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className={css.bone} style={{ width: `${96 - ((i * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

/** What the server said, and a way to ask again. */
export function Failure({ error, retry }: { error: Error; retry?: () => void }) {
  const { t } = useTranslation();
  const said = error instanceof ApiError;
  return (
    <div className={css.failure} role="alert">
      <div className="grow">
        <strong>{said ? t('error.said', { status: error.status }) : t('error.silent')}</strong>
        <pre className="mono">{said ? error.message : t('error.silentHint')}</pre>
      </div>
      {retry && (
        <Button variant="default" leftSection={<Icon name="refresh" size={14} />} onClick={retry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  );
}

interface Props<T> {
  query: UseQueryResult<T, Error>;
  rows?: number;
  children: (data: T) => ReactNode;
}

/** Bones while the first answer is under way, the error where there is none, and old data beside a new error. */
export function Loaded<T>({ query, rows, children }: Props<T>) {
  const retry = () => void query.refetch();
  if (query.data === undefined)
    return query.error ? <Failure error={query.error} retry={retry} /> : <Bones rows={rows} />;
  return (
    <>
      {query.error instanceof ApiError && <Failure error={query.error} retry={retry} />}
      {children(query.data)}
    </>
  );
}
