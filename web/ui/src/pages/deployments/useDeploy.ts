import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../api/client';

export interface Change {
  method?: 'POST' | 'PUT' | 'DELETE';
  /** Below the deployment, such as `/start`. */
  at?: string;
  name: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Whatever people do to deployments; what is refused is shown in the server's words. */
export function useDeploy(onDone?: (answer: unknown, change: Change) => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) =>
      send<unknown>(
        change.method ?? 'POST',
        addressOf('/api/v1/deployments/{name}', { name: change.name }) + (change.at ?? ''),
        change.body,
        change.headers,
      ),
    onSuccess: (answer, change) => onDone?.(answer, change),
    onError: (error, change) =>
      toasts.show({ title: `${t('deployments.notDone')}: ${change.name}`, message: error.message, color: 'red' }),
    onSettled: () =>
      void client.invalidateQueries({
        predicate: (query) => String(query.queryKey[0]).startsWith('/api/v1/deployments'),
      }),
  });
}
