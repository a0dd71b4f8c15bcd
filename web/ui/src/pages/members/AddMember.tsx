import { Button, Drawer, PasswordInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../api/client';
import type { Schemas } from '../../api/types';
import { roleName } from '../../app/roleName';

interface Props {
  roles: Schemas['Role'][];
  onAdded: (username: string, password: string) => void;
  onClose: () => void;
}

/** Adds an account; its password is told when it is made. */
export function AddMember({ roles, onAdded, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [username, setUsername] = useState('');
  const [role, setRole] = useState('viewer');
  const [password, setPassword] = useState('');
  const add = useMutation({
    mutationFn: () =>
      send<{ password: string }>('POST', '/api/v1/members', { username, role, password: password || null }),
    onSuccess: (added) => onAdded(username, added.password),
    onSettled: () => void client.invalidateQueries({ queryKey: ['/api/v1/members'] }),
  });
  return (
    <Drawer opened onClose={onClose} position="right" size={420} title={t('access.add')}>
      <form
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(e) => {
          e.preventDefault();
          add.mutate();
        }}
      >
        {add.error && (
          <div role="alert" style={{ color: 'var(--w-critical)' }}>
            {add.error.message}
          </div>
        )}
        <TextInput
          label={t('access.username')}
          required
          maxLength={64}
          autoComplete="off"
          value={username}
          onChange={(e) => setUsername(e.currentTarget.value)}
        />
        <Select
          label={t('access.role')}
          allowDeselect={false}
          data={roles.map(({ name }) => ({ value: name, label: roleName(t, name) }))}
          value={role}
          onChange={(value) => value && setRole(value)}
        />
        <PasswordInput
          label={t('access.password')}
          description={t('access.passwordHint')}
          autoComplete="new-password"
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
        />
        <Button type="submit" loading={add.isPending}>
          {t('access.add')}
        </Button>
      </form>
    </Drawer>
  );
}
