import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job, LogHit } from '../../api/types';
import { Go, useGo } from '../../components/Go';
import { Icon } from '../../components/icons';
import { Bones, Empty, Failure } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { HitList } from '../logs/HitList';
import { useLogs } from '../logs/useLogs';
import { jobLogQuery } from './JobFacts';

const quoted = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;

/** The lines that speak of the job, and those of its cluster that a person looks for. */
export function LogsTab({ job }: { job: Job }) {
  const { t } = useTranslation();
  const go = useGo();
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), 300);
  const query = words ? `cluster:${quoted(job.cluster)} AND (${words})` : jobLogQuery(job);
  const logs = useLogs(query);
  const address = `/logs?q=${encodeURIComponent(query)}`;
  const open = (hit: LogHit) => void go(`${address}&record=${encodeURIComponent(hit.id)}`);
  return (
    <Section title={t('job.tab.logs')} actions={<Go to={address}>{t('job.inLogs')}</Go>}>
      <TextInput
        data-search
        leftSection={<Icon name="search" size={14} />}
        aria-label={t('job.logSearch')}
        placeholder={t('job.logSearch')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        mb="xs"
      />
      {logs.isPending && <Bones rows={8} />}
      {logs.error && <Failure error={logs.error} retry={logs.retry} />}
      {!logs.isPending && !logs.error && logs.hits.length === 0 && (
        <Empty title={t('job.noLogs')}>{t('job.noLogsHint')}</Empty>
      )}
      {logs.hits.length > 0 && (
        <HitList
          hits={logs.hits}
          wrap
          openId={undefined}
          onOpen={open}
          more={logs.more}
          loadingMore={logs.loadingMore}
        />
      )}
    </Section>
  );
}
