import { Button, Drawer, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../api/client';
import { useSession } from '../../app/SessionGate';

const SCOPES = ['viewer', 'editor', 'owner', 'push'] as const;
const LIFETIMES = { d30: 30, d90: 90, d365: 365, never: 0 } as const;
const LIVES = ['d30', 'd90', 'd365', 'never'] as const;

interface Props {
  onMade: (name: string, secret: string) => void;
  onClose: () => void;
}

/** Makes a token; its secret is told when it is made. */
export function NewToken({ onMade, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<(typeof SCOPES)[number]>('viewer');
  const [workspace, setWorkspace] = useState('');
  const { workspaces } = useSession();
  const [life, setLife] = useState<(typeof LIVES)[number]>('d90');
  const make = useMutation({
    mutationFn: () => {
      const days = LIFETIMES[life];
      const expiresAt = days ? new Date(Date.now() + days * 86_400_000).toISOString() : null;
      return send<{ secret: string }>('POST', '/api/v1/tokens', {
        name,
        scope,
        workspace: workspace || null,
        expiresAt,
      });
    },
    onSuccess: (made) => onMade(name, made.secret),
    onSettled: () => void client.invalidateQueries({ queryKey: ['/api/v1/tokens'] }),
  });
  return (
    <Drawer opened onClose={onClose} position="right" size={420} title={t('tokens.new')}>
      <form
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(e) => {
          e.preventDefault();
          make.mutate();
        }}
      >
        {make.error && (
          <div role="alert" style={{ color: 'var(--w-critical)' }}>
            {make.error.message}
          </div>
        )}
        <TextInput
          label={t('tokens.name')}
          placeholder={t('tokens.nameHint')}
          required
          maxLength={64}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
        />
        <Select
          label={t('tokens.scope')}
          allowDeselect={false}
          data={SCOPES.map((value) => ({ value, label: t(`tokens.scopes.${value}`) }))}
          value={scope}
          onChange={(value) => setScope(SCOPES.find((one) => one === value) ?? scope)}
        />
        {workspaces.length > 1 && (
          <Select
            label={t('workspaces.of')}
            allowDeselect={false}
            data={[{ value: '', label: t('workspaces.all') }, ...workspaces.map((one) => one.name)]}
            value={workspace}
            onChange={(value) => setWorkspace(value ?? '')}
          />
        )}
        <Select
          label={t('tokens.expires')}
          allowDeselect={false}
          data={LIVES.map((value) => ({ value, label: t(`tokens.in.${value}`) }))}
          value={life}
          onChange={(value) => setLife(LIVES.find((one) => one === value) ?? life)}
        />
        <Button type="submit" loading={make.isPending}>
          {t('tokens.new')}
        </Button>
      </form>
    </Drawer>
  );
}
