import { Button, Drawer, TextInput } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../api/client';
import type { Schemas } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Stack } from '../../components/Copy';
import { Empty, Loaded } from '../../components/Loaded';
import { integer } from '../../format/units';
import css from './logs.module.css';

type Query = Schemas['StandingLogQuery'];

const PATH = '/api/v1/log-queries/{name}';

function useChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, seen, body }: { name: string; seen: number; body: object | null }) =>
      send<Query>(body ? 'PUT' : 'DELETE', addressOf(PATH, { name }), body ?? undefined, { 'If-Match': `"${seen}"` }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['/api/v1/log-queries'] }),
  });
}

/** Keeps the search as a standing query, which counts every new line that satisfies it. */
export function SaveStanding({ query }: { query: string }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [saved, setSaved] = useState<Query | null>(null);
  const known = useApi('/api/v1/log-queries', { every: false });
  const save = useChange();
  const seen = known.data?.find((each) => each.name === name)?.version ?? 0;
  return (
    <>
      <Button variant="default" disabled={query === ''} onClick={() => setOpened(true)}>
        {t('logs.standing.save')}
      </Button>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="right"
        size={560}
        title={t('logs.standing.save')}
      >
        <form
          style={{ display: 'grid', gap: 12 }}
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate(
              { name, seen, body: { query, description } },
              {
                onSuccess: (stored) => {
                  setSaved(stored);
                  toasts.show({ message: t('logs.standing.saved') });
                },
              },
            );
          }}
        >
          <code className="mono">{query}</code>
          <TextInput
            label={t('logs.standing.name')}
            required
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
          />
          <TextInput
            label={t('logs.standing.description')}
            value={description}
            onChange={(e) => setDescription(e.currentTarget.value)}
          />
          {save.error && (
            <div role="alert" style={{ color: 'var(--w-critical)' }}>
              {save.error.message}
            </div>
          )}
          <Button type="submit" loading={save.isPending}>
            {t('logs.standing.save')}
          </Button>
          {saved && (
            <section>
              <p>{t('logs.standing.rule')}</p>
              <Stack text={saved.rule} />
            </section>
          )}
        </form>
      </Drawer>
    </>
  );
}

/** The standing queries in force, how often each has matched, and the rule that makes an alert of it. */
export function StandingQueries({ onSearch }: { onSearch: (query: string) => void }) {
  const { t } = useTranslation();
  const queries = useApi('/api/v1/log-queries');
  const change = useChange();
  return (
    <Loaded query={queries} rows={4}>
      {(found) =>
        found.length === 0 ? (
          <Empty title={t('logs.standing.none')}>{t('logs.standing.noneHint')}</Empty>
        ) : (
          <ul className={css.patterns}>
            {found.map((query) => (
              <li key={query.name}>
                <span className={css.count}>{integer(query.matches)}</span>
                <b>{query.name}</b>
                <button type="button" className="mono" onClick={() => onSearch(query.query ?? '')}>
                  {query.query}
                </button>
                <span className="faint">{query.description}</span>
                <details>
                  <summary>{t('logs.standing.rule')}</summary>
                  <Stack text={query.rule} />
                </details>
                <Button
                  variant="subtle"
                  size="compact-xs"
                  onClick={() => change.mutate({ name: query.name, seen: query.version, body: null })}
                >
                  {t('logs.standing.takeAway')}
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
