import { Button, Select, TextInput } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../api/client';
import type { Schemas } from '../../api/types';
import { useApi } from '../../api/useApi';
import { roleName } from '../../app/roleName';
import { Empty, Loaded } from '../../components/Loaded';
import { type Column, Rows } from '../../components/Rows';
import { Secret } from '../../components/Secret';

type Member = Schemas['WorkspaceMember'];

const PATH = '/api/v1/workspaces/{workspace}/members';
/** Those that there always are; roles of a site's own are known to whoever may read the members of the installation. */
const ROLES = ['workspace_admin', 'developer', 'viewer'];

/** Who has which role in a workspace. */
export function WorkspaceMembers({ workspace }: { workspace: Schemas['Workspace'] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = workspace.permissions.includes('edit_members');
  const query = useApi(PATH, { params: { workspace: workspace.name } });
  const [username, setUsername] = useState('');
  const [role, setRole] = useState('developer');
  const [told, setTold] = useState<{ name: string; password: string } | null>(null);
  const after = {
    onError: (error: Error) => toasts.show({ title: t('access.notDone'), message: error.message, color: 'red' }),
    onSettled: () => void client.invalidateQueries({ queryKey: [PATH] }),
  };
  const one = (name: string) => addressOf(`${PATH}/{username}`, { workspace: workspace.name, username: name });
  const put = useMutation({
    mutationFn: (member: { name: string; role: string }) =>
      send<{ password: string | null }>('PUT', one(member.name), { role: member.role }),
    onSuccess: ({ password }, { name }) => {
      setUsername('');
      if (password) setTold({ name, password });
    },
    ...after,
  });
  const remove = useMutation({ mutationFn: (name: string) => send('DELETE', one(name)), ...after });
  const choices = (now: string) => [...new Set([...ROLES, now])].map((value) => ({ value, label: roleName(t, value) }));
  const columns: Column<Member>[] = [
    {
      id: 'username',
      title: t('access.username'),
      sort: (row) => row.username,
      render: (row) => <b>{row.username}</b>,
    },
    {
      id: 'role',
      title: t('access.role'),
      width: 210,
      sort: (row) => row.role,
      render: (row) =>
        may ? (
          <Select
            size="xs"
            aria-label={`${t('access.role')}: ${row.username}`}
            allowDeselect={false}
            data={choices(row.role)}
            value={row.role}
            onChange={(next) => next && put.mutate({ name: row.username, role: next })}
          />
        ) : (
          roleName(t, row.role)
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
            onClick={() =>
              window.confirm(t('workspaces.takeSure', { name: row.username, workspace: workspace.name })) &&
              remove.mutate(row.username)
            }
          >
            {t('access.remove')}
          </Button>
        ),
    },
  ];
  return (
    <>
      {may && (
        <form
          className="row wrap"
          style={{ paddingBottom: 8 }}
          onSubmit={(event) => {
            event.preventDefault();
            put.mutate({ name: username, role });
          }}
        >
          <TextInput
            size="xs"
            required
            maxLength={64}
            autoComplete="off"
            aria-label={t('access.username')}
            placeholder={t('access.username')}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <Select
            size="xs"
            aria-label={t('access.role')}
            allowDeselect={false}
            data={choices(role)}
            value={role}
            onChange={(next) => next && setRole(next)}
          />
          <Button size="xs" type="submit" loading={put.isPending}>
            {t('access.add')}
          </Button>
        </form>
      )}
      <Loaded query={query} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('workspaces.nobody')}>{t('workspaces.nobodyHint')}</Empty>
          ) : (
            <Rows
              label={t('workspaces.membersOf', { name: workspace.name })}
              columns={columns}
              rows={rows}
              keyOf={(row) => row.username}
            />
          )
        }
      </Loaded>
      {told && (
        <Secret
          title={t('access.passwordOf', { name: told.name })}
          secret={told.password}
          onClose={() => setTold(null)}
        />
      )}
    </>
  );
}
