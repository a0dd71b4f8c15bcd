import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { useMay } from '../../app/SessionGate';
import { Go } from '../../components/Go';
import { Empty, Loaded } from '../../components/Loaded';
import { Dot, Pill, SeverityPill } from '../../components/Pill';
import { type Column, Rows, Under } from '../../components/Rows';
import { At } from '../../components/Time';
import { severityTone } from '../../components/tone';
import { PolicyDrawer } from './PolicyDrawer';
import { newPolicy, type Policy, type StoredPolicy } from './shape';
import { usePolicyWords } from './usePolicyWords';

const TONES = { ok: 'healthy', error: 'critical', unknown: 'unknown' } as const;

/** What people configured in forms: the list, and a drawer to change one. */
export default function PoliciesPage() {
  const { t } = useTranslation();
  const may = useMay('edit_alerts');
  const words = usePolicyWords();
  const query = useApi('/api/v1/policies');
  const [open, setOpen] = useState<{ stored?: StoredPolicy; policy: Policy } | null>(null);
  const columns: Column<StoredPolicy>[] = [
    {
      id: 'name',
      title: t('policies.name'),
      sort: (row) => row.policy.name,
      render: (row) => (
        <div>
          <span className="row">
            {row.health && <Dot tone={TONES[row.health]} label={t(`health.${row.health}`)} />}
            <button
              type="button"
              className="plain"
              onClick={() => setOpen({ stored: row, policy: row.policy })}
              style={{
                font: 'inherit',
                fontWeight: 600,
                background: 'none',
                border: 0,
                padding: 0,
                cursor: 'pointer',
                color: 'inherit',
                textAlign: 'left',
              }}
            >
              {row.policy.name}
            </button>
            {!row.policy.enabled && <Pill tone="quiet">{t('policies.off')}</Pill>}
          </span>
          <Under below="md">{words(row.policy)}</Under>
          {row.lastError && <div className="mono dim">{row.lastError}</div>}
        </div>
      ),
    },
    { id: 'kind', title: t('policies.kind'), above: 'sm', render: (row) => t(`policies.kinds.${row.policy.kind}`) },
    {
      id: 'severity',
      title: t('events.severity'),
      width: 80,
      render: (row) => row.policy.severity && <SeverityPill severity={row.policy.severity} />,
    },
    { id: 'when', title: t('policies.when'), above: 'md', render: (row) => words(row.policy) },
    {
      id: 'firing',
      title: t('rules.firing'),
      num: true,
      above: 'sm',
      render: (row) =>
        row.firing > 0 && row.policy.severity ? (
          <Go to={`/events?state=firing&rule=${encodeURIComponent(row.policy.name)}`}>
            <Pill tone={severityTone(row.policy.severity)}>{row.firing}</Pill>
          </Go>
        ) : (
          <span className="faint">0</span>
        ),
    },
    {
      id: 'changed',
      title: t('policies.changed'),
      above: 'md',
      sort: (row) => row.changedAt,
      render: (row) => (
        <span className="nowrap">
          {row.changedBy} <At at={row.changedAt} /> <span className="faint">v{row.version}</span>
        </span>
      ),
    },
  ];
  return (
    <Page title={t('nav.policies')}>
      {may && (
        <div className="row wrap" style={{ padding: '14px 0 8px' }}>
          <Button onClick={() => setOpen({ policy: newPolicy('number') })}>{t('policies.newNumber')}</Button>
          <Button variant="default" onClick={() => setOpen({ policy: newPolicy('event') })}>
            {t('policies.newEvent')}
          </Button>
        </div>
      )}
      <Loaded query={query} rows={6}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('policies.none')}>{t('policies.noneHint')}</Empty>
          ) : (
            <Rows
              label={t('nav.policies')}
              columns={columns}
              rows={all}
              keyOf={(row) => row.id}
              onOpen={(row) => setOpen({ stored: row, policy: row.policy })}
            />
          )
        }
      </Loaded>
      {open && (
        <PolicyDrawer
          key={open.stored ? `${open.stored.id} ${open.stored.version}` : open.policy.kind}
          stored={open.stored}
          initial={open.policy}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  );
}
