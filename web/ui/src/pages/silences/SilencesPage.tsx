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
import { SilenceDrawer } from './SilenceDrawer';
import { emptyForm, formOf, formOfSilence, type Silence, type SilenceForm } from './shape';

const TONES = { active: 'info', pending: 'quiet', expired: 'unknown' } as const;

type Open = { silence?: Silence; form: SilenceForm };

/** Of what nobody is to hear for a while: the list, and a drawer to make or change one. */
export default function SilencesPage() {
  const { t } = useTranslation();
  const may = useMay('handle_events');
  const client = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState<Open | null>(null);
  const state = search.get('state') ?? 'current';
  const about = search.get('event') ?? '';
  const event = useApi('/api/v1/events/{id}', { params: { id: about }, enabled: about !== '', every: false });
  const query = useApi('/api/v1/silences', {});
  const expire = useMutation({
    mutationFn: (id: string) => send('DELETE', addressOf('/api/v1/silences/{id}', { id })),
    onError: (error) => toasts.show({ title: t('policies.notDone'), message: error.message, color: 'red' }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['/api/v1/silences'] }),
  });
  const shown: Open | null = open ?? (event.data && may ? { form: formOf(event.data) } : null);
  const close = () => {
    setOpen(null);
    if (about) setSearch({}, { replace: true });
  };
  const actions = (row: Silence) =>
    may && (
      <span className="row nowrap">
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => setOpen({ silence: row, form: formOfSilence(row, Date.now()) })}
        >
          {row.state === 'expired' ? t('silences.again') : t('silences.edit')}
        </Button>
        {row.state !== 'expired' && (
          <Button size="compact-xs" variant="subtle" color="red" onClick={() => expire.mutate(row.id)}>
            {t('silences.expire')}
          </Button>
        )}
      </span>
    );
  const ends = (row: Silence) =>
    row.untilResolved && row.state !== 'expired' ? t('silences.withEvent') : <At at={row.endsAt} />;
  const columns: Column<Silence>[] = [
    {
      id: 'state',
      title: t('events.state'),
      width: 90,
      sort: (row) => row.state,
      render: (row) => <Pill tone={TONES[row.state]}>{t(`silences.${row.state}`)}</Pill>,
    },
    {
      id: 'matchers',
      title: t('silences.matchers'),
      render: (row) => (
        <>
          <div className="mono" style={{ overflowWrap: 'anywhere' }}>
            {row.matchers.join(', ')}
          </div>
          <div className="dim">{row.comment}</div>
          <Under below="md">
            {row.createdBy} · {t('silences.ends')} {ends(row)}
            <div>{actions(row)}</div>
          </Under>
        </>
      ),
    },
    {
      id: 'silenced',
      title: t('silences.silenced'),
      num: true,
      above: 'sm',
      sort: (row) => row.silenced,
      render: (row) => row.silenced,
    },
    { id: 'by', title: t('silences.by'), above: 'md', sort: (row) => row.createdBy, render: (row) => row.createdBy },
    { id: 'ends', title: t('silences.ends'), above: 'md', sort: (row) => row.endsAt, render: ends },
    { id: 'actions', title: '', above: 'md', render: actions },
  ];
  return (
    <Page title={t('nav.silences')}>
      <div className="row wrap" style={{ padding: '14px 0 8px' }}>
        {may && <Button onClick={() => setOpen({ form: emptyForm() })}>{t('silences.new')}</Button>}
        <SegmentedControl
          size="xs"
          value={state}
          onChange={(value) => setSearch(value === 'current' ? {} : { state: value }, { replace: true })}
          data={[
            { value: 'current', label: t('silences.current') },
            { value: 'expired', label: t('silences.expired') },
          ]}
        />
      </div>
      <Loaded query={query} rows={4}>
        {(all) => {
          const rows = all.filter((row) => (row.state === 'expired') === (state === 'expired'));
          return rows.length === 0 ? (
            <Empty title={t('silences.none')}>{t('silences.noneHint')}</Empty>
          ) : (
            <Rows label={t('nav.silences')} columns={columns} rows={rows} keyOf={(row) => row.id} />
          );
        }}
      </Loaded>
      {shown && (
        <SilenceDrawer
          key={shown.silence?.id ?? (about || 'new')}
          silence={shown.silence}
          initial={shown.form}
          onClose={close}
        />
      )}
    </Page>
  );
}
