import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartSpec } from '../../api/types';
import { useApi } from '../../api/useApi';
import { ChartPanel } from '../../charts/ChartPanel';
import css from '../../charts/charts.module.css';
import type { Band } from '../../charts/shape';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import type { Incident } from './text';

/** The charts of a job that is affected, the first unless another is chosen, with the time of the problem marked. */
export function Charts({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<string | null>(null);
  const job = incident.affectedJobs.find((each) => each.jobId === chosen) ?? incident.affectedJobs[0];
  const charts = useApi('/api/v1/clusters/{cluster}/jobs/{jobId}/charts', {
    params: { cluster: job?.cluster ?? '', jobId: job?.jobId ?? '' },
    every: false,
    enabled: job !== undefined,
  });
  if (!job) return null;
  return (
    <Section title={t('incidents.metrics', { name: job.name })}>
      {incident.affectedJobs.length > 1 && (
        <Select
          aria-label={t('nav.jobs')}
          size="xs"
          w={320}
          mb="sm"
          searchable
          allowDeselect={false}
          data={incident.affectedJobs.map((each) => ({
            value: each.jobId,
            label: incident.clusters.length > 1 ? `${each.name} (${each.cluster})` : each.name,
          }))}
          value={job.jobId}
          onChange={choose}
        />
      )}
      <Loaded query={charts} rows={6}>
        {(all) => (
          <div className={css.grid}>
            {all.map((spec) => (
              <Panel key={spec.id} spec={spec} incident={incident} />
            ))}
          </div>
        )}
      </Loaded>
    </Section>
  );
}

function Panel({ spec, incident }: { spec: ChartSpec; incident: Incident }) {
  const { i18n } = useTranslation();
  const zh = i18n.language.startsWith('zh');
  const asks = useMemo(() => spec.queries, [spec]);
  const bandsIn = ({ from, to }: { from: number; to: number }): Band[] => {
    const begin = Math.max(from, Date.parse(incident.since));
    const end = Math.min(to, incident.closedAt ? Date.parse(incident.closedAt) : to);
    return begin < end ? [{ from: begin, to: end, severity: incident.severity }] : [];
  };
  return (
    <ChartPanel
      title={zh ? spec.titleZh : spec.title}
      help={zh ? spec.helpZh : spec.help}
      unit={spec.unit}
      max={spec.max}
      asks={asks}
      bandsIn={bandsIn}
      syncKey={incident.id}
    />
  );
}
