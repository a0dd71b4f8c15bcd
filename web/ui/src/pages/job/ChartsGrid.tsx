import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartSpec, JobDetail } from '../../api/types';
import { useApi } from '../../api/useApi';
import { ChartPanel } from '../../charts/ChartPanel';
import css from '../../charts/charts.module.css';
import type { Band } from '../../charts/shape';
import { Empty, Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import type { Span } from '../../time/range';
import { nameVertices } from './vertexNames';

type BandsIn = (span: Span) => Band[];

/** The charts that the server knows for the job, under one crosshair. */
export function ChartsGrid({ detail: { job, vertices }, bandsIn }: { detail: JobDetail; bandsIn: BandsIn }) {
  const { t } = useTranslation();
  const names = JSON.stringify(vertices.map((vertex) => vertex.name));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the names matter, not the numbers that come with them
  const rename = useMemo(() => nameVertices(vertices), [names]);
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
                <Spec key={spec.id} spec={spec} rename={rename} bandsIn={bandsIn} syncKey={job.id} />
              ))}
            </div>
          )
        }
      </Loaded>
    </Section>
  );
}

interface SpecProps {
  spec: ChartSpec;
  rename: (label: string) => string;
  bandsIn: BandsIn;
  syncKey: string;
}

function Spec({ spec, rename, bandsIn, syncKey }: SpecProps) {
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
      rename={rename}
      bandsIn={bandsIn}
      syncKey={syncKey}
    />
  );
}
