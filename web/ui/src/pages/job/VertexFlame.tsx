import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Bones, Empty, Failure } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';
import { FlameGraph } from '../scenes/FlameGraph';
import type { FlameNode } from '../scenes/flame';

const TYPES = ['full', 'on_cpu', 'off_cpu'] as const;
type Type = (typeof TYPES)[number];

/** Flink samples only once it is asked, and for a while. */
const EVERY_MS = 2_000;

/** Where the threads of a vertex are: asked of Flink only when somebody wants it, because sampling costs the job. */
export function VertexFlame({ job, vertexId }: { job: Job; vertexId: string }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const [type, setType] = useState<Type>('full');
  const query = useApi('/api/v1/clusters/{cluster}/jobs/{jobId}/vertices/{vertexId}/flamegraph', {
    params: { cluster: job.cluster, jobId: job.id, vertexId },
    query: { type },
    enabled: wanted,
    every: wanted ? EVERY_MS : false,
  });
  const graph = query.data;
  const actions = wanted ? (
    <span className="row">
      {graph?.at && (
        <span className="faint">
          <At at={graph.at} />
        </span>
      )}
      <SegmentedControl
        size="xs"
        aria-label={t('vertex.flameType')}
        data={TYPES.map((value) => ({ value, label: t(`vertex.flameTypes.${value}`) }))}
        value={type}
        onChange={(value) => setType(value as Type)}
      />
      <Button size="compact-xs" variant="default" onClick={() => setWanted(false)}>
        {t('vertex.flameStop')}
      </Button>
    </span>
  ) : (
    <Button size="compact-xs" variant="default" onClick={() => setWanted(true)}>
      {t('vertex.flameStart')}
    </Button>
  );
  return (
    <Section title={t('vertex.flame')} actions={actions}>
      {!wanted && <p className="faint">{t('vertex.flameHint')}</p>}
      {wanted && query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {wanted && !query.error && (!graph || graph.state === 'sampling') && (
        <>
          <Bones rows={4} />
          <p className="faint">{t('vertex.flameSampling')}</p>
        </>
      )}
      {wanted && graph?.state === 'disabled' && <Empty title={t('vertex.flameOff')}>{t('vertex.flameOffHint')}</Empty>}
      {wanted && graph?.state === 'ready' && graph.root && (
        <FlameGraph key={`${type} ${graph.at}`} root={graph.root as unknown as FlameNode} />
      )}
    </Section>
  );
}
