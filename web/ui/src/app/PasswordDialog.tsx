import { Button, Modal, PasswordInput } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { send } from '../api/client';

/** Changes one's own password, which ends one's sessions. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => send('POST', '/api/v1/session/password', { old, password }),
    onSuccess: () => {
      toasts.show({ message: t('access.changed') });
      client.clear();
      void navigate('/login');
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('user.password')}>
      <form
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(e) => {
          e.preventDefault();
          change.mutate();
        }}
      >
        {change.error && (
          <div role="alert" style={{ color: 'var(--w-critical)' }}>
            {change.error.message}
          </div>
        )}
        <PasswordInput
          label={t('access.old')}
          required
          autoComplete="current-password"
          value={old}
          onChange={(e) => setOld(e.currentTarget.value)}
        />
        <PasswordInput
          label={t('access.reset')}
          required
          minLength={10}
          autoComplete="new-password"
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
        />
        <Button type="submit" loading={change.isPending}>
          {t('user.password')}
        </Button>
      </form>
    </Modal>
  );
}
