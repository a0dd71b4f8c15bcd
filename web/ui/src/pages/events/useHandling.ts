import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../api/client';
import type { WeirEvent } from '../../api/types';

type Action = { acknowledge: { note: string } } | { unacknowledge: true } | { assign: { assignee: string } };

/** What a person does about one event; everything that shows it is asked for anew. */
export function useHandling(event: WeirEvent) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: Action) => {
      const [verb = '', body] = Object.entries(action)[0] ?? [];
      return send('POST', addressOf(`/api/v1/events/{id}/${verb}`, { id: event.id }), body === true ? undefined : body);
    },
    onError: (error) => toasts.show({ title: t('events.notHandled'), message: error.message, color: 'red' }),
    onSettled: () => {
      for (const path of ['/api/v1/events', '/api/v1/events/{id}', '/api/v1/events/{id}/history']) {
        void client.invalidateQueries({ queryKey: [path] });
      }
    },
  });
}
