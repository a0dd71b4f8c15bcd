import { Button, TextInput } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { addressOf, send } from '../../api/client';
import type { Schemas } from '../../api/types';
import { useApi } from '../../api/useApi';
import { currentWorkspace, DEFAULT } from '../../api/workspace';
import { Page } from '../../app/Page';
import { useMay } from '../../app/SessionGate';
import { WorkspacePicker } from '../../app/WorkspacePicker';
import { Go } from '../../components/Go';
import { Loaded } from '../../components/Loaded';
import { type Column, Rows } from '../../components/Rows';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';
import { WorkspaceMembers } from './WorkspaceMembers';

type Workspace = Schemas['Workspace'];

/** Whose deployments, artifacts and variables there are, and who has which role with them. */
export default function WorkspacesPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const maySystem = useMay('edit_system');
  const query = useApi('/api/v1/workspaces', {});
  const [search] = useSearchParams();
  const [name, setName] = useState('');
  const after = {
    onError: (error: Error) => toasts.show({ title: t('access.notDone'), message: error.message, color: 'red' }),
    onSettled: () =>
      void client.invalidateQueries({
        predicate: ({ queryKey }) => /^\/api\/v1\/(workspaces|session)/.test(String(queryKey[0])),
      }),
  };
  const make = useMutation({
    mutationFn: () => send('POST', '/api/v1/workspaces', { name }),
    onSuccess: () => setName(''),
    ...after,
  });
  const remove = useMutation({
    mutationFn: (workspace: string) => send('DELETE', addressOf('/api/v1/workspaces/{workspace}', { workspace })),
    ...after,
  });
  const columns: Column<Workspace>[] = [
    {
      id: 'name',
      title: t('workspaces.name'),
      sort: (row) => row.name,
      render: (row) => (
        <Go to={`/workspaces?workspace=${row.name}`}>
          <b>{row.name}</b>
        </Go>
      ),
    },
    {
      id: 'made',
      title: t('workspaces.made'),
      above: 'md',
      sort: (row) => row.createdAt,
      render: (row) => (row.name === DEFAULT ? t('workspaces.always') : <At at={row.createdAt} />),
    },
    {
      id: 'actions',
      title: '',
      render: (row) => (
        <span className="row nowrap">
          <Go to={`/deployments?workspace=${row.name}`}>{t('nav.deployments')}</Go>
          {maySystem && row.name !== DEFAULT && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="red"
              onClick={() => window.confirm(t('workspaces.removeSure', { name: row.name })) && remove.mutate(row.name)}
            >
              {t('access.remove')}
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <Page title={t('nav.workspaces')} beside={<WorkspacePicker />}>
      <p className="dim">{t('workspaces.hint')}</p>
      {maySystem && (
        <form
          className="row wrap"
          style={{ paddingBottom: 8 }}
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate();
          }}
        >
          <TextInput
            size="xs"
            required
            maxLength={40}
            aria-label={t('workspaces.name')}
            placeholder={t('workspaces.nameHint')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button size="xs" type="submit" loading={make.isPending}>
            {t('workspaces.add')}
          </Button>
        </form>
      )}
      <Loaded query={query} rows={3}>
        {(rows) => {
          const chosen = currentWorkspace(`?${search}`);
          const one = rows.find((row) => row.name === chosen) ?? rows[0];
          return (
            <>
              <Rows label={t('nav.workspaces')} columns={columns} rows={rows} keyOf={(row) => row.name} />
              {one && (
                <Section title={t('workspaces.membersOf', { name: one.name })}>
                  <WorkspaceMembers key={one.name} workspace={one} />
                </Section>
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
