import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../app/Page';
import { ChartPanel } from '../../charts/ChartPanel';
import { Empty } from '../../components/Loaded';
import { oneOf, text, useUrlState } from '../../url/urlState';
import css from './explore.module.css';
import { InstantTable } from './InstantTable';

const SHAPE = { expr: text(), view: oneOf(['chart', 'table'] as const, 'chart' as 'chart' | 'table') };

const STARTERS = [
  'max by (job_name, task_name) (flink_taskmanager_job_task_busyTimeMsPerSecond) / 1000',
  'sum by (job_name) (flink_taskmanager_job_task_numRecordsInPerSecond)',
  'flink_taskmanager_Status_JVM_Memory_Heap_Used',
  'rate(flink_taskmanager_Status_JVM_GarbageCollector_All_Time[1m])',
];

/** PromQL by hand. Each query that is run is an entry of the browser's history. */
export default function ExplorePage() {
  const { t } = useTranslation();
  const [{ expr, view }, set] = useUrlState(SHAPE);
  const [draft, setDraft] = useState(expr);
  useEffect(() => setDraft(expr), [expr]);
  const asks = useMemo(() => [{ expr, legend: '' }], [expr]);
  const run = (event?: FormEvent) => {
    event?.preventDefault();
    set({ expr: draft.trim() }, { push: true });
  };
  const enter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      run();
    }
  };
  return (
    <Page title={t('nav.explore')}>
      <form onSubmit={run} className={css.form}>
        <Textarea
          data-search
          autosize
          minRows={1}
          maxRows={8}
          className="grow"
          classNames={{ input: 'mono' }}
          aria-label="PromQL"
          placeholder={t('explore.placeholder')}
          value={draft}
          onChange={(e) => setDraft(e.currentTarget.value)}
          onKeyDown={enter}
        />
        <Button type="submit" size="sm">
          {t('explore.run')}
        </Button>
        <SegmentedControl
          aria-label={t('explore.view')}
          data={(['chart', 'table'] as const).map((value) => ({ value, label: t(`explore.${value}`) }))}
          value={view}
          onChange={(value) => set({ view: value as 'chart' | 'table' })}
        />
      </form>
      {!expr && (
        <Empty title={t('explore.empty')}>
          <ul className={css.starters}>
            {STARTERS.map((starter) => (
              <li key={starter}>
                <button type="button" className="mono" onClick={() => set({ expr: starter }, { push: true })}>
                  {starter}
                </button>
              </li>
            ))}
          </ul>
        </Empty>
      )}
      {expr && view === 'chart' && <ChartPanel title={expr} unit="count" asks={asks} syncKey="explore" height={340} />}
      {expr && view === 'table' && <InstantTable expr={expr} />}
    </Page>
  );
}
