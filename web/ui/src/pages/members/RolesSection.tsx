import { Button, Checkbox, Drawer, TextInput } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../api/client';
import type { Schemas } from '../../api/types';
import { roleName } from '../../app/roleName';
import { useMay } from '../../app/SessionGate';
import { Pill } from '../../components/Pill';
import { type Column, Rows } from '../../components/Rows';

type Role = Schemas['Role'];
type Permission = Schemas['Permission'];

const PERMISSIONS: Permission[] = [
  'read',
  'handle_events',
  'edit_alerts',
  'edit_deployments',
  'operate_deployments',
  'push',
  'edit_members',
  'read_audit',
  'edit_system',
];

function RoleDrawer({ role, onClose }: { role: Role | null; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState(role?.name ?? '');
  const [permissions, setPermissions] = useState<string[]>(role?.permissions ?? ['read']);
  const save = useMutation({
    mutationFn: () => send('PUT', addressOf('/api/v1/roles/{name}', { name }), { permissions }),
    onSuccess: onClose,
    onSettled: () => void client.invalidateQueries({ queryKey: ['/api/v1/roles'] }),
  });
  return (
    <Drawer opened onClose={onClose} position="right" size={440} title={role ? role.name : t('access.newRole')}>
      <form
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(e) => {
          e.preventDefault();
          save.mutate();
        }}
      >
        {save.error && (
          <div role="alert" style={{ color: 'var(--w-critical)' }}>
            {save.error.message}
          </div>
        )}
        <TextInput
          label={t('access.roleName')}
          placeholder={t('access.roleNameHint')}
          required
          disabled={role !== null}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
        />
        <Checkbox.Group label={t('access.permissions')} value={permissions} onChange={setPermissions}>
          <div style={{ display: 'grid', gap: 8, paddingTop: 6 }}>
            {PERMISSIONS.map((permission) => (
              <Checkbox key={permission} value={permission} label={t(`permission.${permission}`)} />
            ))}
          </div>
        </Checkbox.Group>
        <Button type="submit" loading={save.isPending}>
          {t('access.save')}
        </Button>
      </form>
    </Drawer>
  );
}

/** The roles and what each may. */
export function RolesSection({ roles }: { roles: Role[] }) {
  const { t } = useTranslation();
  const may = useMay('edit_members');
  const client = useQueryClient();
  const [open, setOpen] = useState<{ role: Role | null } | null>(null);
  const remove = useMutation({
    mutationFn: (role: Role) => send('DELETE', addressOf('/api/v1/roles/{name}', { name: role.name })),
    onError: (error) => toasts.show({ title: t('access.notDone'), message: error.message, color: 'red' }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['/api/v1/roles'] }),
  });
  const columns: Column<Role>[] = [
    {
      id: 'name',
      title: t('access.role'),
      sort: (role) => role.name,
      render: (role) => (
        <>
          <b>{roleName(t, role.name)}</b>
          {role.builtIn && <Pill tone="quiet">{t('access.builtIn')}</Pill>}
        </>
      ),
    },
    {
      id: 'permissions',
      title: t('access.permissions'),
      render: (role) => role.permissions.map((permission) => t(`permission.${permission}`)).join('; '),
    },
    {
      id: 'actions',
      title: '',
      render: (role) =>
        may &&
        !role.builtIn && (
          <span className="row nowrap">
            <Button size="compact-xs" variant="subtle" onClick={() => setOpen({ role })}>
              {t('maintenance.edit')}
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              color="red"
              onClick={() => window.confirm(t('access.removeRoleSure', { name: role.name })) && remove.mutate(role)}
            >
              {t('access.remove')}
            </Button>
          </span>
        ),
    },
  ];
  return (
    <section style={{ paddingTop: 28 }}>
      <div className="row wrap" style={{ paddingBottom: 8 }}>
        <h2 style={{ margin: 0, fontSize: 15 }}>{t('access.roles')}</h2>
        <span className="dim">{t('access.rolesHint')}</span>
        {may && (
          <Button size="compact-sm" variant="default" onClick={() => setOpen({ role: null })}>
            {t('access.newRole')}
          </Button>
        )}
      </div>
      <Rows label={t('access.roles')} columns={columns} rows={roles} keyOf={(role) => role.name} />
      {open && <RoleDrawer role={open.role} onClose={() => setOpen(null)} />}
    </section>
  );
}
