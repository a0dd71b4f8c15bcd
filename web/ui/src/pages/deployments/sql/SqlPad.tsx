import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../../api/client';
import type { SqlCheck, SqlFault, SqlPlace } from '../../../api/types';
import { useMay } from '../../../app/SessionGate';
import { type DraftForm, specOf } from '../form';
import { DebugPanel } from './DebugPanel';
import { Editor } from './Editor';
import { PlanGraph } from './PlanGraph';

const NO_FAULTS: SqlFault[] = [];

/** A script: written, checked, explained, tried out. */
export default function SqlPad({ form, onScript }: { form: DraftForm; onScript: (script: string) => void }) {
  const { t } = useTranslation();
  const [selected, setSelected] = useState<SqlPlace | null>(null);
  const [debugging, setDebugging] = useState(false);
  const may = useMay('edit_deployments');
  const mayDebug = useMay('operate_deployments');
  const check = useMutation({
    mutationFn: (plan: boolean) => send<SqlCheck>('POST', addressOf('/api/v1/sql/check'), { spec: specOf(form), plan }),
  });
  const faults = check.data?.faults ?? NO_FAULTS;
  return (
    <div>
      <div className="row" style={{ justifyContent: 'space-between', paddingBottom: 4 }}>
        <b className="nowrap">{t('sql.script')}</b>
        <span className="dim">{t('sql.scriptHint')}</span>
      </div>
      <Editor label={t('sql.script')} text={form.script} faults={faults} onChange={onScript} onSelect={setSelected} />
      <div className="row wrap" style={{ padding: '8px 0' }}>
        {may && (
          <>
            <Button size="xs" variant="light" loading={check.isPending} onClick={() => check.mutate(false)}>
              {t('sql.check')}
            </Button>
            <Button size="xs" variant="subtle" disabled={check.isPending} onClick={() => check.mutate(true)}>
              {t('sql.explain')}
            </Button>
          </>
        )}
        {mayDebug && (
          <Button size="xs" variant="subtle" title={t('sql.debugHint')} onClick={() => setDebugging((now) => !now)}>
            {t('sql.debug')}
          </Button>
        )}
        <span role="status">
          {check.error && <span style={{ color: 'var(--w-critical)' }}>{check.error.message}</span>}
          {check.data &&
            (faults.length === 0
              ? t('sql.sound', { version: check.data.flinkVersion })
              : t('sql.faults', { count: faults.length }))}
        </span>
      </div>
      {faults.map((fault) => (
        <div key={`${fault.line}:${fault.column}:${fault.message}`} className="mono" style={{ whiteSpace: 'pre-wrap' }}>
          <b>{t('sql.at', { line: fault.line, column: fault.column })}</b> {fault.message}
        </div>
      ))}
      {check.data?.plan && (
        <>
          <PlanGraph plan={check.data.plan} />
          <details>
            <summary>{t('sql.planText')}</summary>
            <pre className="mono" style={{ overflowX: 'auto' }}>
              {check.data.plan.text}
            </pre>
          </details>
        </>
      )}
      {debugging && <DebugPanel form={form} selected={selected} />}
    </div>
  );
}
