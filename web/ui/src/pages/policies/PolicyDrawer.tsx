import { Button, Drawer, Switch, Tabs, TextInput } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../api/client';
import { useMay } from '../../app/SessionGate';
import { EventForm } from './EventForm';
import { NumberForm } from './NumberForm';
import { PolicyHistory } from './PolicyHistory';
import { faultsOf, type Policy, type StoredPolicy } from './shape';

interface Props {
  stored?: StoredPolicy | undefined;
  initial: Policy;
  onClose: () => void;
}

/** Changes a policy from the version that was seen, or makes a new one; what the server refuses stands at its field. */
export function PolicyDrawer({ stored, initial, onClose }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit_alerts');
  const client = useQueryClient();
  const [policy, setPolicy] = useState(initial);
  const path = stored ? addressOf('/api/v1/policies/{id}', { id: stored.id }) : '/api/v1/policies';
  const seen = { 'If-Match': `"${stored?.version ?? 0}"` };
  const after = (message: string) => {
    toasts.show({ message });
    onClose();
  };
  const onSettled = () => {
    void client.invalidateQueries({ queryKey: ['/api/v1/policies'] });
    void client.invalidateQueries({ queryKey: ['/api/v1/policies/{id}/history'] });
  };
  const save = useMutation({
    mutationFn: () => send(stored ? 'PUT' : 'POST', path, policy, seen),
    onSuccess: () => after(t('policies.saved')),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: () => send('DELETE', path, undefined, seen),
    onSuccess: () => after(t('policies.deleted')),
    onError: (error) => toasts.show({ title: t('policies.notDone'), message: error.message, color: 'red' }),
    onSettled,
  });
  const faults = save.error ? faultsOf(save.error.message) : {};
  const form = (
    <form
      style={{ display: 'grid', gap: 12, paddingTop: 12 }}
      onSubmit={(e) => {
        e.preventDefault();
        save.mutate();
      }}
    >
      {faults[''] && (
        <div role="alert" style={{ color: 'var(--w-critical)' }}>
          {faults['']}
        </div>
      )}
      <TextInput
        label={t('policies.name')}
        maxLength={100}
        value={policy.name}
        error={faults.name}
        onChange={(e) => setPolicy({ ...policy, name: e.currentTarget.value })}
      />
      {policy.kind === 'number' ? (
        <NumberForm policy={policy} faults={faults} onChange={setPolicy} />
      ) : (
        <EventForm policy={policy} faults={faults} onChange={setPolicy} />
      )}
      <Switch
        label={t('policies.enabled')}
        checked={policy.enabled}
        onChange={(e) => setPolicy({ ...policy, enabled: e.currentTarget.checked })}
      />
      <div className="row wrap">
        <Button type="submit" loading={save.isPending} disabled={!may}>
          {t('policies.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('policies.cancel')}
        </Button>
        <span className="grow" />
        {stored && may && (
          <Button
            variant="subtle"
            color="red"
            loading={remove.isPending}
            onClick={() => window.confirm(t('policies.sure', { name: stored.policy.name })) && remove.mutate()}
          >
            {t('policies.delete')}
          </Button>
        )}
      </div>
    </form>
  );
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      title={stored ? stored.policy.name : t(`policies.new.${initial.kind}`)}
    >
      {stored ? (
        <Tabs defaultValue="form" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="form">{t('policies.settings')}</Tabs.Tab>
            <Tabs.Tab value="history">{t('policies.history')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="form" keepMounted>
            {form}
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <PolicyHistory id={stored.id} expressions={stored.expressions} />
          </Tabs.Panel>
        </Tabs>
      ) : (
        form
      )}
    </Drawer>
  );
}
