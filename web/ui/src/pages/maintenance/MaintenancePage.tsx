import { Button, SegmentedControl } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { addressOf, send } from '../../api/client';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { useMay } from '../../app/SessionGate';
import { Empty, Loaded } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { type Column, Rows, Under } from '../../components/Rows';
import { At } from '../../components/Time';
import { MaintenanceDrawer } from './MaintenanceDrawer';
import { emptyForm, formOf, type MaintenanceForm, type Window, wordsOf } from './shape';

const TONES = { active: 'info', pending: 'quiet', expired: 'unknown' } as const;

type Open = { window?: Window; form: MaintenanceForm };

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

function When({ row }: { row: Window }) {
  const { t } = useTranslation();
  return (
    <>
      {row.times.length > 0 && <div>{wordsOf(row.times)}</div>}
      {row.times.length === 0 && row.startsAt && row.endsAt && (
        <div>
          <At at={row.startsAt} /> - <At at={row.endsAt} />
        </div>
      )}
      {row.activeUntil && (
        <div className="dim">
          {t('maintenance.until')} <At at={row.activeUntil} />
        </div>
      )}
      {row.nextStart && row.times.length > 0 && (
        <div className="dim">
          {t('maintenance.next')} <At at={row.nextStart} />
        </div>
      )}
    </>
  );
}

/** When nobody is told because somebody works on it: the list, and a drawer to make or change one. */
export default function MaintenancePage() {
  const { t } = useTranslation();
  const may = useMay('edit_alerts');
  const client = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState<Open | null>(null);
  const over = search.get('state') === 'expired';
  const query = useApi('/api/v1/maintenance', {});
  const remove = useMutation({
    mutationFn: (row: Window) =>
      send('DELETE', addressOf('/api/v1/maintenance/{id}', { id: row.id }), undefined, {
        'If-Match': `"${row.version}"`,
      }),
    onError: (error) => toasts.show({ title: t('policies.notDone'), message: error.message, color: 'red' }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['/api/v1/maintenance'] }),
  });
  const actions = (row: Window) =>
    may && (
      <span className="row nowrap">
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => setOpen({ window: row, form: formOf(row, new Date(), zone()) })}
        >
          {t('maintenance.edit')}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          color="red"
          onClick={() => window.confirm(t('maintenance.sure')) && remove.mutate(row)}
        >
          {t('maintenance.delete')}
        </Button>
      </span>
    );
  const columns: Column<Window>[] = [
    {
      id: 'state',
      title: t('events.state'),
      width: 120,
      sort: (row) => row.state,
      render: (row) => <Pill tone={TONES[row.state]}>{t(`maintenance.${row.state}`)}</Pill>,
    },
    {
      id: 'name',
      title: t('maintenance.name'),
      sort: (row) => row.name,
      render: (row) => (
        <>
          <b>{row.name}</b>
          <div className="mono" style={{ overflowWrap: 'anywhere' }}>
            {row.matchers.join(', ')}
          </div>
          <div className="dim">{row.comment}</div>
          <Under below="md">
            <When row={row} />
            <div>{actions(row)}</div>
          </Under>
        </>
      ),
    },
    {
      id: 'covered',
      title: t('maintenance.covered'),
      num: true,
      above: 'sm',
      sort: (row) => row.covered,
      render: (row) => row.covered,
    },
    { id: 'when', title: t('maintenance.when'), above: 'md', render: (row) => <When row={row} /> },
    { id: 'by', title: t('maintenance.by'), above: 'md', sort: (row) => row.changedBy, render: (row) => row.changedBy },
    { id: 'actions', title: '', above: 'md', render: actions },
  ];
  return (
    <Page title={t('nav.maintenance')}>
      <div className="row wrap" style={{ padding: '14px 0 8px' }}>
        {may && (
          <Button onClick={() => setOpen({ form: emptyForm(new Date(), zone()) })}>{t('maintenance.new')}</Button>
        )}
        <SegmentedControl
          size="xs"
          value={over ? 'expired' : 'current'}
          onChange={(value) => setSearch(value === 'current' ? {} : { state: value }, { replace: true })}
          data={[
            { value: 'current', label: t('silences.current') },
            { value: 'expired', label: t('maintenance.expired') },
          ]}
        />
      </div>
      <Loaded query={query} rows={4}>
        {(all) => {
          const rows = all.filter((row) => (row.state === 'expired') === over);
          return rows.length === 0 ? (
            <Empty title={t('maintenance.none')}>{t('maintenance.noneHint')}</Empty>
          ) : (
            <Rows label={t('nav.maintenance')} columns={columns} rows={rows} keyOf={(row) => row.id} />
          );
        }}
      </Loaded>
      {open && (
        <MaintenanceDrawer
          key={open.window?.id ?? 'new'}
          window={open.window}
          initial={open.form}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  );
}
