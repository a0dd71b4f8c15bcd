import { Button } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../api/client';
import type { Notification } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { useMay } from '../../app/SessionGate';
import { Go } from '../../components/Go';
import { Empty, Loaded } from '../../components/Loaded';
import { type Column, Rows, Under } from '../../components/Rows';
import { At } from '../../components/Time';
import { NotificationPill } from './NotificationPill';

export default function NotificationsPage() {
  const { t } = useTranslation();
  const may = useMay('handle_events');
  const query = useApi('/api/v1/notifications', { query: { limit: 300 } });
  const resend = useMutation({
    mutationFn: (id: string) => send('POST', addressOf('/api/v1/notifications/{id}/resend', { id })),
    onSuccess: () => toasts.show({ message: t('notifications.resent') }),
    onError: (error) => toasts.show({ title: t('notifications.notResent'), message: error.message, color: 'red' }),
    onSettled: () => void query.refetch(),
  });
  const columns: Column<Notification>[] = [
    {
      id: 'state',
      title: t('notifications.state'),
      width: 80,
      render: (row) => <NotificationPill state={row.state} />,
    },
    {
      id: 'created',
      title: t('notifications.created'),
      above: 'sm',
      width: 120,
      render: (row) => <At at={row.createdAt} />,
    },
    {
      id: 'receiver',
      title: t('notifications.receiver'),
      sort: (row) => row.receiver,
      render: (row) => (
        <>
          <b>{row.receiver}</b>
          <Under below="sm">
            <At at={row.createdAt} /> {row.summary}
          </Under>
          <Under below="md">{row.lastError}</Under>
        </>
      ),
    },
    {
      id: 'summary',
      title: t('notifications.summary'),
      above: 'sm',
      render: (row) =>
        row.eventIds.length === 1 ? (
          <Go to={`/events/${encodeURIComponent(row.eventIds[0] ?? '')}`}>{row.summary}</Go>
        ) : (
          row.summary
        ),
    },
    {
      id: 'sent',
      title: t('notifications.sentAt'),
      above: 'md',
      render: (row) => (row.sentAt ? <At at={row.sentAt} /> : ''),
    },
    { id: 'attempts', title: t('notifications.attempts'), num: true, above: 'sm', render: (row) => row.attempts },
    {
      id: 'error',
      title: t('notifications.lastError'),
      above: 'md',
      render: (row) => (
        <span className="mono">
          {row.lastError}
          {row.nextAttemptAt && row.state === 'pending' && (
            <span className="dim">
              {' '}
              {t('notifications.next')} <At at={row.nextAttemptAt} />
            </span>
          )}
        </span>
      ),
    },
    {
      id: 'resend',
      title: <span className="sr">{t('notifications.resend')}</span>,
      num: true,
      render: (row) =>
        row.state !== 'pending' && (
          <Button
            variant="subtle"
            disabled={!may}
            loading={resend.isPending && resend.variables === row.id}
            onClick={() => resend.mutate(row.id)}
          >
            {t('notifications.resend')}
          </Button>
        ),
    },
  ];
  return (
    <Page title={t('nav.notifications')}>
      <div style={{ paddingTop: 14 }}>
        <Loaded query={query} rows={8}>
          {(all) =>
            all.length === 0 ? (
              <Empty title={t('notifications.none')}>{t('notifications.noneHint')}</Empty>
            ) : (
              <Rows
                label={t('nav.notifications')}
                columns={columns}
                rows={all}
                keyOf={(row) => row.id}
                toneOf={(row) => (row.state === 'dead' ? 'critical' : undefined)}
              />
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}
