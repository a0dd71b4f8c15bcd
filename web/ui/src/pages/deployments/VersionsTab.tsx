import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deployment, DeploymentSpec, DeploymentVersion } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Empty, Loaded } from '../../components/Loaded';
import { type Column, Rows } from '../../components/Rows';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';
import { differences } from './form';
import { useDeploy } from './useDeploy';

function programOf(spec: DeploymentSpec) {
  const file = spec.artifact ?? spec.python?.artifact;
  return file ? `${file.name} v${file.version}` : 'SQL';
}

type Difference = ReturnType<typeof differences>[number];

function Compare({ versions }: { versions: DeploymentVersion[] }) {
  const { t } = useTranslation();
  const [before, setBefore] = useState(String(versions[1]?.number ?? ''));
  const [after, setAfter] = useState(String(versions[0]?.number ?? ''));
  const names = versions.map((version) => ({ value: String(version.number), label: `v${version.number}` }));
  const specOf = (number: string) => versions.find((version) => String(version.number) === number)?.spec;
  const one = specOf(before);
  const other = specOf(after);
  const found = one && other ? differences(one, other) : [];
  const columns: Column<Difference>[] = [
    { id: 'key', title: t('deployments.key'), render: (row) => <span className="mono">{row.key}</span> },
    { id: 'before', title: `v${before}`, render: (row) => <pre className="mono">{row.before}</pre> },
    { id: 'after', title: `v${after}`, render: (row) => <pre className="mono">{row.after}</pre> },
  ];
  return (
    <Section title={t('deployments.compare')}>
      <div className="row wrap" style={{ padding: '8px 0' }}>
        <Select
          size="xs"
          aria-label={t('deployments.compare')}
          data={names}
          value={before}
          onChange={(value) => setBefore(value ?? '')}
        />
        {t('deployments.compareWith')}
        <Select
          size="xs"
          aria-label={t('deployments.compareWith')}
          data={names}
          value={after}
          onChange={(value) => setAfter(value ?? '')}
        />
      </div>
      {found.length === 0 ? (
        <div className="dim">{t('deployments.same')}</div>
      ) : (
        <Rows label={t('deployments.compare')} columns={columns} rows={found} keyOf={(row) => row.key} />
      )}
    </Section>
  );
}

interface Props {
  one: Deployment;
  mayEdit: boolean;
  mayOperate: boolean;
}

/** Frozen specs: run any, compare two, copy one to the draft. */
export function VersionsTab({ one, mayEdit, mayOperate }: Props) {
  const { t } = useTranslation();
  const query = useApi('/api/v1/deployments/{name}/versions', { params: { name: one.name } });
  const deploy = useDeploy();
  const columns: Column<DeploymentVersion>[] = [
    { id: 'number', title: t('deployments.version'), num: true, width: 80, render: (row) => <b>v{row.number}</b> },
    {
      id: 'what',
      title: t('deployments.description'),
      render: (row) => (
        <>
          {row.description}{' '}
          <span className="dim">
            {row.by} <At at={row.at} />
          </span>
          <div className="mono dim">
            {programOf(row.spec)} · {t('deployments.parallelism')} {row.spec.parallelism}
          </div>
          <div className="row wrap">
            {mayOperate && (
              <Button
                size="compact-xs"
                variant="light"
                onClick={() => deploy.mutate({ name: one.name, at: '/start', body: { version: row.number } })}
              >
                {t('deployments.runThis')}
              </Button>
            )}
            {mayEdit && (
              <>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => deploy.mutate({ name: one.name, at: `/versions/${row.number}/draft` })}
                >
                  {t('deployments.toDraft')}
                </Button>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="red"
                  onClick={() => deploy.mutate({ method: 'DELETE', name: one.name, at: `/versions/${row.number}` })}
                >
                  {t('deployments.delete')}
                </Button>
              </>
            )}
          </div>
        </>
      ),
    },
  ];
  return (
    <Loaded query={query} rows={4}>
      {(all) =>
        all.length === 0 ? (
          <Empty title={t('deployments.noVersions')}>{t('deployments.publishFirst')}</Empty>
        ) : (
          <>
            <Rows
              label={t('deployments.tab.versions')}
              columns={columns}
              rows={all}
              keyOf={(row) => String(row.number)}
            />
            {all.length > 1 && <Compare versions={all} />}
          </>
        )
      }
    </Loaded>
  );
}
