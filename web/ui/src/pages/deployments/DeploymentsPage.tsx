import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deployment } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { useMay } from '../../app/SessionGate';
import { Go, useGo } from '../../components/Go';
import { Empty, Loaded } from '../../components/Loaded';
import { type Column, Rows, Under } from '../../components/Rows';
import { At } from '../../components/Time';
import { Actions } from './Actions';
import { ConnectionCheck } from './ConnectionCheck';
import { NewDeployment } from './NewDeployment';
import { NoteOf, StateOf, stateTone } from './StateOf';
import { useDeploy } from './useDeploy';

const EVERY = 2000;

/** What should run, what runs, and what people want of it, one or several at a time. */
export default function DeploymentsPage() {
  const { t } = useTranslation();
  const go = useGo();
  const query = useApi('/api/v1/deployments', { every: EVERY });
  const [making, setMaking] = useState(false);
  const [checking, setChecking] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const [words, setWords] = useState('');
  const deploy = useDeploy();
  const may = useMay('operate_deployments');
  const mayEdit = useMay('edit_deployments');
  const toggle = (name: string) =>
    setChosen((now) => (now.includes(name) ? now.filter((one) => one !== name) : [...now, name]));
  const bulk = (at: string) => {
    for (const name of chosen) deploy.mutate({ name, at });
    setChosen([]);
  };
  const columns: Column<Deployment>[] = [
    ...(may
      ? [
          {
            id: 'chosen',
            title: '',
            width: 34,
            render: (row: Deployment) => (
              <Checkbox
                size="xs"
                aria-label={row.name}
                checked={chosen.includes(row.name)}
                onChange={() => toggle(row.name)}
              />
            ),
          },
        ]
      : []),
    {
      id: 'state',
      title: t('deployments.state'),
      width: 130,
      sort: (row) => row.state,
      render: (row) => <StateOf one={row} />,
    },
    {
      id: 'name',
      title: t('deployments.name'),
      sort: (row) => `${row.folder}/${row.name}`,
      render: (row) => (
        <>
          <Go to={`/deployments/${row.name}`}>
            <b>{row.name}</b>
          </Go>{' '}
          {row.folder && <span className="dim">{row.folder}</span>}
          <div className="dim">{row.description}</div>
          <NoteOf one={row} />
          <Under below="md">{may && <Actions one={row} act={deploy.mutate} />}</Under>
        </>
      ),
    },
    {
      id: 'desired',
      title: t('deployments.desired'),
      above: 'sm',
      sort: (row) => row.desired,
      render: (row) =>
        row.desiredVersion === 0 ? (
          <span className="dim">{t('common.none')}</span>
        ) : (
          <>
            {t(`deployments.states.${row.desired}`)}{' '}
            <span className="dim">
              {row.wantedBy} <At at={row.wantedAt} />
            </span>
          </>
        ),
    },
    {
      id: 'version',
      title: t('deployments.version'),
      num: true,
      above: 'sm',
      sort: (row) => row.version,
      render: (row) =>
        row.version === 0 ? (
          <span className="dim">{t('deployments.unpublished')}</span>
        ) : row.runVersion && row.runVersion !== row.version ? (
          `${row.runVersion} / ${row.version}`
        ) : (
          row.version
        ),
    },
    ...(may
      ? [
          {
            id: 'actions',
            title: '',
            above: 'md' as const,
            render: (row: Deployment) => <Actions one={row} act={deploy.mutate} />,
          },
        ]
      : []),
  ];
  return (
    <Page title={t('nav.deployments')}>
      <div className="row wrap" style={{ padding: '14px 0 8px' }}>
        {mayEdit && <Button onClick={() => setMaking(true)}>{t('deployments.new')}</Button>}
        {may && mayEdit && (
          <Button variant="default" onClick={() => setChecking(true)}>
            {t('connection.title')}
          </Button>
        )}
        <TextInput
          size="xs"
          aria-label={t('deployments.name')}
          placeholder={t('deployments.name')}
          value={words}
          onChange={(e) => setWords(e.currentTarget.value)}
        />
        {chosen.length > 0 && (
          <>
            <span className="dim">{t('deployments.selected', { count: chosen.length })}</span>
            <Button size="compact-sm" variant="light" onClick={() => bulk('/start')}>
              {t('deployments.start')}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={() => bulk('/suspend')}>
              {t('deployments.suspend')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              onClick={() => window.confirm(t('deployments.sureCancel')) && bulk('/cancel')}
            >
              {t('deployments.cancel')}
            </Button>
          </>
        )}
      </div>
      <Loaded query={query} rows={4}>
        {(all) => {
          const rows = all.filter((row) => `${row.folder}/${row.name} ${row.description}`.includes(words.trim()));
          return rows.length === 0 ? (
            <Empty title={t('deployments.none')}>{t('deployments.noneHint')}</Empty>
          ) : (
            <Rows
              label={t('nav.deployments')}
              columns={columns}
              rows={rows}
              keyOf={(row) => row.name}
              onOpen={(row) => go(`/deployments/${row.name}`)}
              toneOf={(row) => (stateTone(row) === 'critical' ? 'critical' : undefined)}
            />
          );
        }}
      </Loaded>
      {checking && <ConnectionCheck onClose={() => setChecking(false)} />}
      {making && <NewDeployment onClose={() => setMaking(false)} />}
    </Page>
  );
}
