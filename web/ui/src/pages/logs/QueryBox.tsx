import { Autocomplete, Button, Popover } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../api/client';
import { Icon } from '../../components/icons';
import css from './logs.module.css';
import { useCompletion } from './useCompletion';

const EXAMPLES = [
  ['words', 'checkpoint declined'],
  ['phrase', '"switched from RUNNING to FAILED"'],
  ['logic', '(timeout OR refused) NOT heartbeat'],
  ['level', 'level:>=WARN'],
  ['process', 'process:taskmanager-1'],
  ['logger', 'logger:CheckpointCoordinator'],
  ['prefix', 'OutOfMemory*'],
  ['regex', '/took \\d{4,} ms/'],
  ['time', 'time:[now-1h TO now-30m]'],
  ['kind', 'kind:gc'],
] as const;

interface Props {
  query: string;
  /** The server's complaint about the query, with its position. */
  error: ApiError | null;
  onSearch: (query: string) => void;
}

export function QueryBox({ query, error, onSearch }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(query);
  useEffect(() => setDraft(query), [query]);
  const suggestions = useCompletion(draft, draft !== query);
  return (
    <form
      className={css.query}
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(draft.trim());
      }}
    >
      <div className="row">
        <Autocomplete
          data={suggestions}
          filter={({ options }) => options}
          data-search
          size="sm"
          className="grow"
          classNames={{ input: 'mono' }}
          leftSection={<Icon name="search" size={15} />}
          rightSection={<SyntaxHelp onPick={onSearch} />}
          placeholder={t('logs.placeholder')}
          aria-label={t('logs.query')}
          aria-invalid={error !== null}
          spellCheck={false}
          autoCapitalize="off"
          value={draft}
          onChange={setDraft}
        />
        <Button type="submit" size="sm">
          {t('logs.search')}
        </Button>
      </div>
      {error && <Complaint query={query} error={error} />}
    </form>
  );
}

/** The query with the place that cannot be understood, and the server's words under it. */
function Complaint({ query, error }: { query: string; error: ApiError }) {
  const at = Math.min(error.position ?? 0, query.length);
  return (
    <div className={css.complaint} role="alert">
      <code className="mono">
        {query.slice(0, at)}
        <mark>{query[at] ?? ' '}</mark>
        {query.slice(at + 1)}
      </code>
      <div>{error.message}</div>
    </div>
  );
}

function SyntaxHelp({ onPick }: { onPick: (query: string) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={380} position="bottom-end">
      <Popover.Target>
        <button type="button" className={css.help} aria-label={t('logs.syntax')} onClick={() => setOpened(!opened)}>
          <Icon name="help" size={15} />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <strong>{t('logs.syntax')}</strong>
        <dl className={css.syntax}>
          {EXAMPLES.map(([name, example]) => (
            <div key={name}>
              <dt>{t(`logs.help.${name}`)}</dt>
              <dd>
                <button
                  type="button"
                  className="mono"
                  onClick={() => {
                    onPick(example);
                    setOpened(false);
                  }}
                >
                  {example}
                </button>
              </dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}
