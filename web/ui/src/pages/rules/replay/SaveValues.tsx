import { Button } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../../api/client';
import { useApi } from '../../../api/useApi';
import { useMay } from '../../../app/SessionGate';

interface Props {
  name: string;
  /** What was tried, by parameter. */
  values: Record<string, string>;
  onSaved: () => void;
}

/** Puts in force what was replayed, over the version of the setting that was seen; its scopes stay. */
export function SaveValues({ name, values, onSaved }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay('edit_alerts');
  const { data } = useApi('/api/v1/rules/{name}', { params: { name } });
  const save = useMutation({
    mutationFn: () =>
      send(
        'PUT',
        addressOf('/api/v1/rules/{name}/setting', { name }),
        { parameters: { ...data?.setting.parameters, ...values }, scopes: data?.setting.scopes ?? [] },
        { 'If-Match': `"${data?.setting.version ?? 0}"` },
      ),
    onSuccess: () => {
      toasts.show({ message: t('rules.saved', { name }) });
      onSaved();
    },
    onError: (error) => toasts.show({ title: t('access.notDone'), message: error.message, color: 'red' }),
    onSettled: () =>
      void client.invalidateQueries({ predicate: ({ queryKey }) => /^\/api\/v1\/rules/.test(String(queryKey[0])) }),
  });
  if (!may || !data || Object.keys(values).length === 0) return null;
  return (
    <Button size="xs" variant="light" loading={save.isPending} onClick={() => save.mutate()}>
      {t('rules.replay.save')}
    </Button>
  );
}
