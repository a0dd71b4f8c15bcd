import { Button } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../api/client';
import type { Schemas } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Empty, Loaded } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { type Column, Rows, Under } from '../../components/Rows';
import { Secret } from '../../components/Secret';
import { At } from '../../components/Time';
import { NewToken } from './NewToken';

type Token = Schemas['ApiToken'];

function Expiry({ token }: { token: Token }) {
  const { t } = useTranslation();
  if (token.expired) return <Pill tone="warning">{t('tokens.expired')}</Pill>;
  return token.expiresAt ? <At at={token.expiresAt} /> : <span className="dim">{t('tokens.never')}</span>;
}

function Used({ token }: { token: Token }) {
  const { t } = useTranslation();
  return token.lastUsedAt ? <At at={token.lastUsedAt} /> : <span className="dim">{t('tokens.unused')}</span>;
}

/** What programs come in with. */
export default function TokensPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useApi('/api/v1/tokens', {});
  const [making, setMaking] = useState(false);
  const [told, setTold] = useState<{ name: string; secret: string } | null>(null);
  const revoke = useMutation({
    mutationFn: (token: Token) => send('DELETE', addressOf('/api/v1/tokens/{name}', { name: token.name })),
    onError: (error) => toasts.show({ title: t('access.notDone'), message: error.message, color: 'red' }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['/api/v1/tokens'] }),
  });
  const actions = (token: Token) =>
    token.name !== 'admin.token' && (
      <Button
        size="compact-xs"
        variant="subtle"
        color="red"
        onClick={() => window.confirm(t('tokens.revokeSure', { name: token.name })) && revoke.mutate(token)}
      >
        {t('tokens.revoke')}
      </Button>
    );
  const columns: Column<Token>[] = [
    {
      id: 'name',
      title: t('tokens.name'),
      sort: (token) => token.name,
      render: (token) => (
        <>
          <b>{token.name}</b>
          <Under below="md">
            <Used token={token} />
            <div>
              {t('tokens.expires')} <Expiry token={token} />
            </div>
            <div>{actions(token)}</div>
          </Under>
        </>
      ),
    },
    { id: 'owner', title: t('tokens.owner'), sort: (token) => token.username, render: (token) => token.username },
    {
      id: 'scope',
      title: t('tokens.scope'),
      sort: (token) => token.scope,
      render: (token) => (
        <>
          {t(`tokens.scopes.${token.scope}`)}
          {token.workspace && <span className="dim"> · {token.workspace}</span>}
        </>
      ),
    },
    {
      id: 'expires',
      title: t('tokens.expires'),
      above: 'md',
      sort: (token) => token.expiresAt ?? '',
      render: (token) => <Expiry token={token} />,
    },
    {
      id: 'used',
      title: t('tokens.lastUsed'),
      above: 'md',
      sort: (token) => token.lastUsedAt ?? '',
      render: (token) => <Used token={token} />,
    },
    { id: 'actions', title: '', above: 'md', render: actions },
  ];
  return (
    <Page title={t('nav.tokens')}>
      <div className="row wrap" style={{ padding: '14px 0 8px' }}>
        <Button onClick={() => setMaking(true)}>{t('tokens.new')}</Button>
        <span className="dim">{t('tokens.hint')}</span>
      </div>
      <Loaded query={query} rows={4}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('tokens.none')}>{t('tokens.noneHint')}</Empty>
          ) : (
            <Rows label={t('nav.tokens')} columns={columns} rows={rows} keyOf={(token) => token.name} />
          )
        }
      </Loaded>
      {making && (
        <NewToken
          onClose={() => setMaking(false)}
          onMade={(name, secret) => {
            setMaking(false);
            setTold({ name, secret });
          }}
        />
      )}
      {told && (
        <Secret title={t('access.secretOf', { name: told.name })} secret={told.secret} onClose={() => setTold(null)} />
      )}
    </Page>
  );
}
