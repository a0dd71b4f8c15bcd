import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../api/client';
import type { Schemas } from '../../api/types';
import { Failure } from '../../components/Loaded';
import { Dot } from '../../components/Pill';

type Reach = Schemas['Reach'];

/** Whether a job could talk to something, tried from the machine that hosted clusters run on. */
export function ConnectionCheck({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [endpoint, setEndpoint] = useState('');
  const check = useMutation({
    mutationFn: () => send<Reach>('POST', addressOf('/api/v1/connectivity'), { endpoint }),
  });
  return (
    <Modal opened onClose={onClose} title={t('connection.title')} size="lg">
      <form
        className="row wrap"
        onSubmit={(event) => {
          event.preventDefault();
          check.mutate();
        }}
      >
        <TextInput
          data-autofocus
          style={{ flex: 1 }}
          label={t('connection.endpoint')}
          description={t('connection.hint')}
          placeholder="kafka-1:9092"
          value={endpoint}
          onChange={(event) => setEndpoint(event.currentTarget.value)}
        />
        <Button type="submit" loading={check.isPending} disabled={endpoint.trim() === ''}>
          {t('connection.check')}
        </Button>
      </form>
      <div aria-live="polite" style={{ paddingTop: 12 }}>
        {check.error && <Failure error={check.error} retry={() => check.mutate()} />}
        {check.data && <Outcome reach={check.data} />}
      </div>
    </Modal>
  );
}

function said(reach: Reach) {
  if (!reach.reachable) return 'connection.isUnreachable';
  // Without a port there is nobody to connect to.
  return reach.attempts.length === 0 ? 'connection.isKnown' : 'connection.isReachable';
}

function Outcome({ reach }: { reach: Reach }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="row">
        <Dot
          tone={reach.reachable ? 'healthy' : 'critical'}
          label={t(reach.reachable ? 'connection.reachable' : 'connection.unreachable')}
        />
        <b>{t(said(reach), { endpoint: reach.endpoint })}</b>
      </p>
      <ul>
        {reach.unresolved !== null && <li>{reach.unresolved}</li>}
        {reach.addresses.length > 0 && (
          <li>{t('connection.resolved', { addresses: reach.addresses.join(', '), millis: reach.resolveMillis })}</li>
        )}
        {reach.attempts.map((attempt) => (
          <li key={attempt.address}>
            <span className="mono">{attempt.address}</span>: {t(`connection.outcome.${attempt.outcome}`)}{' '}
            <span className="dim">{attempt.millis} ms</span>
          </li>
        ))}
      </ul>
    </>
  );
}
