import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartSpec, Job } from '../../api/types';
import { useApi } from '../../api/useApi';
import { ChartPanel } from '../../charts/ChartPanel';
import css from '../../charts/charts.module.css';
import type { Band } from '../../charts/shape';
import { Empty, Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import type { Span } from '../../time/range';

type BandsIn = (span: Span) => Band[];

/** The charts that the server knows for the job, under one crosshair. */
export function ChartsGrid({ job, bandsIn }: { job: Job; bandsIn: BandsIn }) {
  const { t } = useTranslation();
  const charts = useApi('/api/v1/clusters/{cluster}/jobs/{jobId}/charts', {
    params: { cluster: job.cluster, jobId: job.id },
    every: false,
  });
  return (
    <Section title={t('job.charts')} actions={<span className="faint">{t('chart.zoomHint')}</span>}>
      <Loaded query={charts} rows={6}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('chart.none')} />
          ) : (
            <div className={css.grid}>
              {all.map((spec) => (
                <Spec key={spec.id} spec={spec} bandsIn={bandsIn} syncKey={job.id} />
              ))}
            </div>
          )
        }
      </Loaded>
    </Section>
  );
}

function Spec({ spec, bandsIn, syncKey }: { spec: ChartSpec; bandsIn: BandsIn; syncKey: string }) {
  const { i18n } = useTranslation();
  const zh = i18n.language === 'zh';
  const asks = useMemo(() => spec.queries, [spec]);
  return (
    <ChartPanel
      title={zh ? spec.titleZh : spec.title}
      help={zh ? spec.helpZh : spec.help}
      unit={spec.unit}
      max={spec.max}
      asks={asks}
      bandsIn={bandsIn}
      syncKey={syncKey}
    />
  );
}
