import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../api/client';
import { Go } from '../../components/Go';
import { Section } from '../../components/Section';
import { canonical, type RoutingTest } from './document';
import { labelsOf } from './shape';
import type { Draft } from './useDraft';

/** Where an event with these labels would go: by the draft while there is one. */
export function useTest(labels: string, draft: Draft, usable: boolean) {
  const body = { labels: labelsOf(labels), ...(draft.dirty && { routing: canonical(draft.document) }) };
  return useQuery({
    queryKey: ['/api/v1/routing/test', body],
    queryFn: () => send<RoutingTest>('POST', '/api/v1/routing/test', body),
    enabled: labels !== '' && usable,
    placeholderData: (last) => last,
    retry: false,
  });
}

/** The labels of the groups, each once: two routes may group alike. */
const groupsOf = (test: RoutingTest) => [
  ...new Set(test.groups.map(({ groupKey }) => groupKey.slice(groupKey.lastIndexOf(':{') + 1))),
];

interface Props {
  labels: string;
  onAsk: (labels: string) => void;
  test: ReturnType<typeof useTest>;
  /** Whether the draft was asked. */
  drafted: boolean;
  /** False while the draft cannot be in force. */
  usable: boolean;
}

export function TestBox({ labels, onAsk, test, drafted, usable }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(labels || 'severity=critical');
  const empty = Object.keys(labelsOf(text)).length === 0;
  return (
    <Section title={t('routing.where')}>
      <form
        className="row wrap"
        onSubmit={(e) => {
          e.preventDefault();
          onAsk(text.trim());
        }}
      >
        <TextInput
          data-search
          aria-label={t('routing.labels')}
          placeholder="severity=critical cluster=prod"
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
          error={text.trim() !== '' && empty ? t('routing.labelsHint') : undefined}
          style={{ flex: '1 1 280px' }}
        />
        <Button type="submit" loading={test.isFetching} disabled={empty}>
          {t('routing.test')}
        </Button>
        {labels && (
          <Button variant="subtle" onClick={() => onAsk('')}>
            {t('routing.testEnd')}
          </Button>
        )}
      </form>
      {labels && !usable && <p className="dim">{t('routing.mendFirst')}</p>}
      {labels && usable && test.error && (
        <div role="alert" style={{ color: 'var(--w-critical)', whiteSpace: 'pre-wrap' }}>
          {test.error.message}
        </div>
      )}
      {labels && usable && test.data && !test.error && (
        <p aria-live="polite" data-testid="goes-to">
          {t(drafted ? 'routing.wouldGoTo' : 'routing.goesTo')} <b>{[...new Set(test.data.receivers)].join(', ')}</b>
          {groupsOf(test.data).map((group) => (
            <span key={group} className="dim">
              {' · '}
              {t('routing.inGroup')} <span className="mono">{group}</span>
            </span>
          ))}
          {test.data.silencedBy.length > 0 && (
            <>
              {' · '}
              <Go to="/silences">{t('routing.silenced')}</Go>
            </>
          )}
          {test.data.inhibitedBy && (
            <>
              {' · '}
              {t('routing.inhibited')}
            </>
          )}
        </p>
      )}
    </Section>
  );
}
