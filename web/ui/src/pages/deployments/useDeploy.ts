import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf, request, send } from '../../api/client';

export interface Change {
  method?: 'POST' | 'PUT' | 'DELETE';
  /** Below the deployment, such as `/start`. */
  at?: string;
  name: string;
  body?: unknown;
  /** A body as text, instead of the other one. */
  yaml?: string;
  headers?: Record<string, string>;
}

const addressAt = (change: Change) => addressOf(`/api/v1/deployments/{name}${change.at ?? ''}`, { name: change.name });

/** Whatever people do to deployments; what is refused is shown in the server's words. */
export function useDeploy(onDone?: (answer: unknown, change: Change) => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) =>
      change.yaml === undefined
        ? send<unknown>(change.method ?? 'POST', addressAt(change), change.body, change.headers)
        : request<unknown>(addressAt(change), {
            method: change.method ?? 'PUT',
            headers: { 'X-Requested-With': 'weir', 'Content-Type': 'application/yaml', ...change.headers },
            body: change.yaml,
          }),
    onSuccess: (answer, change) => onDone?.(answer, change),
    onError: (error, change) =>
      toasts.show({ title: `${t('deployments.notDone')}: ${change.name}`, message: error.message, color: 'red' }),
    onSettled: () =>
      void client.invalidateQueries({
        predicate: (query) => String(query.queryKey[0]).startsWith('/api/v1/deployments'),
      }),
  });
}
