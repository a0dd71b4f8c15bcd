import { Button, Checkbox, TextInput } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../../api/client';
import type { SqlVariable } from '../../../api/types';
import { useApi } from '../../../api/useApi';
import { Empty, Loaded } from '../../../components/Loaded';
import { type Column, Rows } from '../../../components/Rows';
import { Section } from '../../../components/Section';
import { At } from '../../../components/Time';

const PATH = '/api/v1/sql/variables';
const NEW = { name: '', value: '', hidden: false };

/** Values that the scripts of all deployments share. */
export function SharedVariables({ may }: { may: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useApi(PATH, {});
  const [form, setForm] = useState(NEW);
  const after = {
    onError: (error: Error) =>
      toasts.show({ title: t('deployments.notDone'), message: error.message, color: 'red' as const }),
    onSettled: () => void client.invalidateQueries({ queryKey: [PATH] }),
  };
  const put = useMutation({
    mutationFn: () =>
      send('PUT', addressOf(`${PATH}/{name}`, { name: form.name }), { value: form.value, hidden: form.hidden }),
    onSuccess: () => setForm(NEW),
    ...after,
  });
  const remove = useMutation({
    mutationFn: (name: string) => send('DELETE', addressOf(`${PATH}/{name}`, { name })),
    ...after,
  });
  const columns: Column<SqlVariable>[] = [
    {
      id: 'name',
      title: t('sql.variable'),
      sort: (row) => row.name,
      render: (row) => <span className="mono">{row.name}</span>,
    },
    {
      id: 'value',
      title: t('sql.value'),
      render: (row) =>
        row.hidden ? <span className="dim">{t('sql.hidden')}</span> : <span className="mono">{row.value}</span>,
    },
    {
      id: 'by',
      title: t('sql.changed'),
      above: 'md',
      sort: (row) => row.at,
      render: (row) => (
        <>
          {row.by} <At at={row.at} />
        </>
      ),
    },
    {
      id: 'actions',
      title: '',
      render: (row) =>
        may && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            onClick={() => window.confirm(t('sql.sureDelete', { name: row.name })) && remove.mutate(row.name)}
          >
            {t('deployments.delete')}
          </Button>
        ),
    },
  ];
  return (
    <Section title={t('sql.shared')}>
      {may && (
        <form
          className="row wrap"
          style={{ padding: '8px 0', alignItems: 'flex-end' }}
          onSubmit={(e) => {
            e.preventDefault();
            put.mutate();
          }}
        >
          <TextInput
            size="xs"
            label={t('sql.variable')}
            required
            pattern="[A-Za-z_][A-Za-z0-9_.\-]*"
            value={form.name}
            onChange={(e) => setForm({ ...form, name: e.currentTarget.value })}
          />
          <TextInput
            size="xs"
            label={t('sql.value')}
            type={form.hidden ? 'password' : 'text'}
            autoComplete="off"
            value={form.value}
            onChange={(e) => setForm({ ...form, value: e.currentTarget.value })}
          />
          <Checkbox
            size="xs"
            label={t('sql.hidden')}
            title={t('sql.hiddenHint')}
            checked={form.hidden}
            onChange={(e) => setForm({ ...form, hidden: e.currentTarget.checked })}
          />
          <Button size="xs" type="submit" variant="light" loading={put.isPending}>
            {t('deployments.save')}
          </Button>
        </form>
      )}
      <Loaded query={query} rows={2}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('sql.noVariables')}>{t('sql.noVariablesHint')}</Empty>
          ) : (
            <Rows label={t('sql.shared')} columns={columns} rows={all} keyOf={(row) => row.name} />
          )
        }
      </Loaded>
    </Section>
  );
}
