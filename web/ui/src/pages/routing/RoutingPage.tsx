import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { send } from '../../api/client';
import type { Schemas } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Loaded } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';
import { duration } from '../../format/units';
import css from './routing.module.css';
import { labelsOf } from './shape';

type Route = Schemas['Route'];
type Test = Schemas['RoutingTest'];

function Node({ route, root, test }: { route: Route; root?: boolean; test: Test | undefined }) {
  const { t } = useTranslation();
  const step = test?.steps.find((one) => one.id === route.id);
  const facts = [
    `${t('routing.groupBy')}: ${route.groupBy.join(', ') || t('common.none')}`,
    `${t('routing.wait')} ${duration(route.groupWaitMs)}`,
    `${t('routing.interval')} ${duration(route.groupIntervalMs)}`,
    `${t('routing.repeat')} ${duration(route.repeatIntervalMs)}`,
    ...(route.muteTimeIntervals.length ? [`${t('routing.muted')} ${route.muteTimeIntervals.join(', ')}`] : []),
    ...(route.activeTimeIntervals.length ? [`${t('routing.only')} ${route.activeTimeIntervals.join(', ')}`] : []),
  ];
  return (
    <li>
      <div className={css.node} data-verdict={step?.verdict}>
        <div className="row wrap">
          <span className="mono">{root ? t('routing.everything') : route.matchers.join(', ') || '{}'}</span>
          <span aria-hidden>→</span>
          <b>{route.receiver}</b>
          {route.goesOn && <Pill tone="quiet">{t('routing.goesOn')}</Pill>}
        </div>
        <div className="dim">{facts.join(' · ')}</div>
        {step && (
          <div>
            <b>{t(`routing.verdicts.${step.verdict}`)}</b> <span className="dim">{step.why}</span>
          </div>
        )}
      </div>
      {route.routes.length > 0 && (
        <ul>
          {route.routes.map((below) => (
            <Node key={below.id} route={below} test={test} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** Who hears of what: the tree, and where an event would go. */
export default function RoutingPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const [text, setText] = useState(search.get('labels') ?? 'severity=critical');
  const query = useApi('/api/v1/routing', {});
  const test = useMutation({
    mutationFn: () => send<Test>('POST', '/api/v1/routing/test', { labels: labelsOf(text) }),
  });
  return (
    <Page title={t('nav.routing')}>
      <Section title={t('routing.where')}>
        <form
          className="row wrap"
          onSubmit={(e) => {
            e.preventDefault();
            test.mutate();
          }}
        >
          <TextInput
            aria-label={t('routing.labels')}
            placeholder="severity=critical cluster=prod"
            value={text}
            onChange={(e) => setText(e.currentTarget.value)}
            style={{ flex: '1 1 280px' }}
          />
          <Button type="submit" loading={test.isPending}>
            {t('routing.test')}
          </Button>
        </form>
        {test.error && <div role="alert">{test.error.message}</div>}
        {test.data && (
          <p role="status">
            {t('routing.goesTo')} <b>{test.data.receivers.join(', ')}</b>
            {test.data.silencedBy.length > 0 && ` · ${t('routing.silenced')}`}
            {test.data.inhibitedBy && ` · ${t('routing.inhibited')}`}
          </p>
        )}
      </Section>
      <Loaded query={query} rows={6}>
        {(routing) => (
          <Section title={t('routing.tree')}>
            <p className="dim">
              {t(`routing.sources.${routing.source}`)}
              {routing.changedBy && routing.changedAt && (
                <>
                  {' '}
                  v{routing.version} {routing.changedBy} <At at={routing.changedAt} />
                </>
              )}
            </p>
            {routing.problems.map((problem) => (
              <div key={problem.place} role="alert" style={{ color: 'var(--w-critical)' }}>
                <span className="mono">{problem.place}</span>: {problem.message}
              </div>
            ))}
            <ul className={css.tree}>
              <Node route={routing.tree} root test={test.data} />
            </ul>
          </Section>
        )}
      </Loaded>
    </Page>
  );
}
