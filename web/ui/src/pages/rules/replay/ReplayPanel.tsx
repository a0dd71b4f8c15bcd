import { Button, Progress, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiError, addressOf, request, send } from '../../../api/client';
import type { Replay, Rule } from '../../../api/types';
import { Failure } from '../../../components/Loaded';
import { Section } from '../../../components/Section';
import { useRange } from '../../../time/useRange';
import { ReplayResult } from './ReplayResult';
import css from './replay.module.css';
import { SaveValues } from './SaveValues';

const ASK_EVERY_MS = 700;
const isOver = (replay: Replay | undefined) => !!replay && replay.state !== 'waiting' && replay.state !== 'running';

interface Props {
  rule: Rule;
  onClose: () => void;
}

/** Asks what a rule would have done over the page's time range, with other parameters if one likes. */
export function ReplayPanel({ rule, onClose }: Props) {
  const { t } = useTranslation();
  const { spanAt } = useRange();
  const names = Object.keys(rule.parameters).filter((name) => name !== 'enabled');
  const [set, setSet] = useState<Record<string, string>>({});
  const [suggest, setSuggest] = useState<string | null>(null);
  const [id, setId] = useState<string | null>(null);
  const changed = Object.fromEntries(
    Object.entries(set).filter(([name, value]) => value !== '' && value !== rule.parameters[name]),
  );
  const ask = useMutation<Replay, ApiError, string | null>({
    mutationFn: (parameter) => {
      const span = spanAt(Date.now());
      return send<Replay>('POST', '/api/v1/rules/replay', {
        rule: rule.name,
        from: String(Math.round(span.from)),
        to: String(Math.round(span.to)),
        set: changed,
        suggest: parameter,
      });
    },
    onSuccess: (replay) => setId(replay.id),
  });
  const query = useQuery<Replay, ApiError>({
    queryKey: ['replay', id],
    queryFn: ({ signal }) => request<Replay>(addressOf('/api/v1/rules/replays/{id}', { id }), { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (isOver(state.data) || state.error ? false : ASK_EVERY_MS),
  });
  const cancel = useMutation({
    mutationFn: () => send('DELETE', addressOf('/api/v1/rules/replays/{id}', { id })),
  });
  const replay = query.data;
  const running = ask.isPending || (id !== null && !isOver(replay) && !query.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate(suggest);
  };
  return (
    <Section
      title={t('rules.replay.title', { name: rule.name })}
      actions={
        <Button size="compact-xs" variant="subtle" onClick={onClose}>
          {t('rules.replay.close')}
        </Button>
      }
    >
      <p className={css.hint}>{t('rules.replay.hint')}</p>
      <form className={css.form} onSubmit={submit}>
        {names.map((name) => (
          <TextInput
            key={name}
            label={name}
            size="xs"
            classNames={{ input: 'mono' }}
            value={set[name] ?? rule.parameters[name] ?? ''}
            onChange={(e) => setSet({ ...set, [name]: e.currentTarget.value })}
          />
        ))}
        <Select
          label={t('rules.replay.suggest')}
          size="xs"
          clearable
          placeholder={t('rules.replay.suggestNothing')}
          data={names}
          value={suggest}
          onChange={setSuggest}
        />
        <Button type="submit" size="xs" loading={ask.isPending} disabled={running}>
          {t('rules.replay.run')}
        </Button>
        {replay?.report && <SaveValues name={rule.name} values={changed} onSaved={() => setSet({})} />}
        {running && id && (
          <Button size="xs" variant="default" onClick={() => cancel.mutate()}>
            {t('rules.replay.cancel')}
          </Button>
        )}
      </form>
      {running && <Progress value={(replay?.share ?? 0) * 100} size="xs" aria-label={t('rules.replay.running')} />}
      {ask.error && <Failure error={ask.error} />}
      {query.error && <Failure error={query.error} />}
      {replay?.error && <Failure error={new Error(replay.error)} />}
      {replay?.report && <ReplayResult replay={replay} report={replay.report} />}
    </Section>
  );
}
