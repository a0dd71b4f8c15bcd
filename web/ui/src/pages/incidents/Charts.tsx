import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartSpec } from '../../api/types';
import { useApi } from '../../api/useApi';
import { ChartPanel } from '../../charts/ChartPanel';
import css from '../../charts/charts.module.css';
import type { Band } from '../../charts/shape';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import type { Incident } from './text';

/** The charts of the first job that is affected, with the time of the problem marked. */
export function Charts({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const job = incident.affectedJobs[0];
  const charts = useApi('/api/v1/clusters/{cluster}/jobs/{jobId}/charts', {
    params: { cluster: job?.cluster ?? '', jobId: job?.jobId ?? '' },
    every: false,
    enabled: job !== undefined,
  });
  if (!job) return null;
  return (
    <Section title={t('incidents.metrics', { name: job.name })}>
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
