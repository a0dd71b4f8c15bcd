import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../api/client';
import type { ChannelAnswer, Receiver, ReceiverChannel } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { useMay } from '../../app/SessionGate';
import { Empty, Loaded } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { type Column, Rows, Under } from '../../components/Rows';
import { At } from '../../components/Time';
import { duration, integer } from '../../format/units';
import { TestAnswers } from './TestAnswers';

interface Row {
  receiver: Receiver;
  channel: ReceiverChannel | undefined;
  first: boolean;
}

/** A row a channel; a receiver without one drops what it gets, and is shown too. */
function rowsOf(receivers: Receiver[]): Row[] {
  return receivers.flatMap((receiver): Row[] =>
    receiver.channels.length === 0
      ? [{ receiver, channel: undefined, first: true }]
      : receiver.channels.map((channel, index) => ({ receiver, channel, first: index === 0 })),
  );
}

function Health({ channel }: { channel: ReceiverChannel }) {
  const { t } = useTranslation();
  if (channel.failingSince) return <Pill tone="critical">{t('receivers.failing')}</Pill>;
  if (channel.lastSentAt) return <Pill tone="healthy">{t('receivers.works')}</Pill>;
  return <Pill tone="unknown">{t('receivers.unused')}</Pill>;
}

function Fault({ channel }: { channel: ReceiverChannel }) {
  if (!channel.lastError) return null;
  return (
    <span className="mono">
      {channel.failingSince && (
        <span className="dim">
          <At at={channel.failingSince} />{' '}
        </span>
      )}
      {channel.lastError}
    </span>
  );
}

export default function ReceiversPage() {
  const { t } = useTranslation();
  const may = useMay('edit_alerts');
  const query = useApi('/api/v1/receivers', {});
  const [answers, setAnswers] = useState<{ name: string; list: ChannelAnswer[]; fault?: string }>();
  const test = useMutation({
    mutationFn: (name: string) => send<ChannelAnswer[]>('POST', addressOf('/api/v1/receivers/{name}/test', { name })),
    onSuccess: (list, name) => setAnswers({ name, list }),
    onError: (error, name) => setAnswers({ name, list: [], fault: error.message }),
    onSettled: () => void query.refetch(),
  });
  const columns: Column<Row>[] = [
    {
      id: 'health',
      title: t('receivers.health'),
      width: 90,
      render: ({ channel }) => channel && <Health channel={channel} />,
    },
    {
      id: 'name',
      title: t('receivers.name'),
      render: ({ receiver, channel }) => (
        <>
          <b>{receiver.name}</b> <span className="dim">{channel && t(`receivers.kinds.${channel.kind}`)}</span>
          <div className="mono dim">{channel ? channel.address : t('receivers.drops')}</div>
          <Under below="md">{channel && <Fault channel={channel} />}</Under>
        </>
      ),
    },
    {
      id: 'limit',
      title: t('receivers.limit'),
      above: 'md',
      render: ({ channel }) =>
        channel?.limit
          ? t('receivers.limitOf', { messages: integer(channel.limit.messages), per: duration(channel.limit.perMs) })
          : '',
    },
    {
      id: 'resolved',
      title: t('receivers.sendResolved'),
      above: 'lg',
      render: ({ channel }) => channel && t(channel.sendResolved ? 'receivers.yes' : 'receivers.no'),
    },
    {
      id: 'pending',
      title: t('receivers.pending'),
      num: true,
      above: 'sm',
      render: ({ channel }) => channel && integer(channel.pending),
    },
    {
      id: 'sent',
      title: t('receivers.lastSent'),
      above: 'sm',
      render: ({ channel }) => channel?.lastSentAt && <At at={channel.lastSentAt} />,
    },
    {
      id: 'error',
      title: t('receivers.lastError'),
      above: 'md',
      render: ({ channel }) => channel && <Fault channel={channel} />,
    },
    {
      id: 'test',
      title: <span className="sr">{t('receivers.test')}</span>,
      num: true,
      render: ({ receiver, channel, first }) =>
        first &&
        channel && (
          <Button
            variant="subtle"
            disabled={!may}
            loading={test.isPending && test.variables === receiver.name}
            onClick={() => test.mutate(receiver.name)}
          >
            {t('receivers.test')}
          </Button>
        ),
    },
  ];
  return (
    <Page title={t('nav.receivers')}>
      <div style={{ paddingTop: 14 }}>
        {answers && <TestAnswers {...answers} onClose={() => setAnswers(undefined)} />}
        <Loaded query={query} rows={4}>
          {(all) =>
            all.length === 0 ? (
              <Empty title={t('receivers.none')}>{t('receivers.noneHint')}</Empty>
            ) : (
              <Rows
                label={t('nav.receivers')}
                columns={columns}
                rows={rowsOf(all)}
                keyOf={(row) => `${row.receiver.name}/${row.channel?.channel ?? ''}`}
                toneOf={(row) => (row.channel?.failingSince ? 'critical' : undefined)}
              />
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}
