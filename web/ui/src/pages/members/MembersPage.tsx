import { Button, Select } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../api/client';
import type { Schemas } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { roleName } from '../../app/roleName';
import { useMay, useSession } from '../../app/SessionGate';
import { Loaded } from '../../components/Loaded';
import { type Column, Rows, Under } from '../../components/Rows';
import { Secret } from '../../components/Secret';
import { At } from '../../components/Time';
import { AddMember } from './AddMember';
import { RolesSection } from './RolesSection';

type Member = Schemas['Member'];

function Seen({ member }: { member: Member }) {
  const { t } = useTranslation();
  return member.lastSeenAt ? <At at={member.lastSeenAt} /> : <span className="dim">{t('access.neverSeen')}</span>;
}

/** Who may come in, and what they may. */
export default function MembersPage() {
  const { t } = useTranslation();
  const { username } = useSession();
  const may = useMay('edit_members');
  const client = useQueryClient();
  const members = useApi('/api/v1/members', {});
  const roles = useApi('/api/v1/roles', {});
  const [adding, setAdding] = useState(false);
  const [told, setTold] = useState<{ name: string; password: string } | null>(null);
  const failed = (error: Error) => toasts.show({ title: t('access.notDone'), message: error.message, color: 'red' });
  const changed = () => void client.invalidateQueries({ queryKey: ['/api/v1/members'] });
  const setRole = useMutation({
    mutationFn: ({ name, role }: { name: string; role: string }) =>
      send('PUT', addressOf('/api/v1/members/{username}', { username: name }), { role }),
    onError: failed,
    onSettled: changed,
  });
  const reset = useMutation({
    mutationFn: (name: string) =>
      send<{ password: string }>('POST', addressOf('/api/v1/members/{username}/password', { username: name }), {}),
    onError: failed,
    onSuccess: (answer, name) => setTold({ name, password: answer.password }),
    onSettled: changed,
  });
  const remove = useMutation({
    mutationFn: (name: string) => send('DELETE', addressOf('/api/v1/members/{username}', { username: name })),
    onError: failed,
    onSettled: changed,
  });
  const actions = (member: Member) =>
    may && (
      <span className="row nowrap">
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() =>
            window.confirm(t('access.resetSure', { name: member.username })) && reset.mutate(member.username)
          }
        >
          {t('access.reset')}
        </Button>
        {member.username !== username && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            onClick={() =>
              window.confirm(t('access.removeSure', { name: member.username })) && remove.mutate(member.username)
            }
          >
            {t('access.remove')}
          </Button>
        )}
      </span>
    );
  const columns: Column<Member>[] = [
    {
      id: 'username',
      title: t('access.username'),
      sort: (member) => member.username,
      render: (member) => (
        <>
          <b>{member.username}</b>
          {member.username === username && <span className="dim"> ({t('access.you')})</span>}
          <Under below="md">
            <Seen member={member} />
            <div>{actions(member)}</div>
          </Under>
        </>
      ),
    },
    {
      id: 'role',
      title: t('access.role'),
      width: 210,
      sort: (member) => member.role,
      render: (member) =>
        may ? (
          <Select
            size="xs"
            aria-label={`${t('access.role')}: ${member.username}`}
            allowDeselect={false}
            data={[...(roles.data ?? []).map(({ name }) => name), ...(member.role === 'none' ? ['none'] : [])].map(
              (name) => ({
                value: name,
                label: roleName(t, name),
              }),
            )}
            value={member.role}
            onChange={(role) => role && setRole.mutate({ name: member.username, role })}
          />
        ) : (
          roleName(t, member.role)
        ),
    },
    {
      id: 'since',
      title: t('access.since'),
      above: 'lg',
      sort: (member) => member.createdAt,
      render: (member) => <At at={member.createdAt} />,
    },
    {
      id: 'seen',
      title: t('access.lastSeen'),
      above: 'md',
      sort: (member) => member.lastSeenAt ?? '',
      render: (member) => <Seen member={member} />,
    },
    { id: 'actions', title: '', above: 'md', render: actions },
  ];
  return (
    <Page title={t('nav.members')}>
      {may && (
        <div className="row wrap" style={{ padding: '14px 0 8px' }}>
          <Button onClick={() => setAdding(true)}>{t('access.add')}</Button>
        </div>
      )}
      <Loaded query={members} rows={4}>
        {(rows) => <Rows label={t('nav.members')} columns={columns} rows={rows} keyOf={(member) => member.username} />}
      </Loaded>
      <Loaded query={roles} rows={4}>
        {(all) => <RolesSection roles={all} />}
      </Loaded>
      {adding && (
        <AddMember
          roles={roles.data ?? []}
          onClose={() => setAdding(false)}
          onAdded={(name, password) => {
            setAdding(false);
            setTold({ name, password });
          }}
        />
      )}
      {told && (
        <Secret
          title={t('access.passwordOf', { name: told.name })}
          secret={told.password}
          onClose={() => setTold(null)}
        />
      )}
    </Page>
  );
}
