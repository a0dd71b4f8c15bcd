import { ActionIcon } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobDetail } from '../../../api/types';
import { Icon } from '../../../components/icons';
import { Empty } from '../../../components/Loaded';
import { formatUnit } from '../../../format/units';
import css from './graph.module.css';
import { layoutOf, pathOf } from './layout';
import { usePanZoom } from './usePanZoom';
import { VertexCard } from './VertexCard';

interface Props {
  detail: JobDetail;
  selected: string;
  onSelect: (vertexId: string) => void;
}

/** The job graph: records flow along the edges, cards say where they wait. */
export function JobGraph({ detail, selected, onSelect }: Props) {
  const { t } = useTranslation();
  const { ref: box, width } = useElementSize<HTMLDivElement>();
  const upright = width > 0 && width < 640;
  const shape = JSON.stringify([detail.vertices.map((vertex) => vertex.id), detail.edges]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only vertices and edges move cards, not their numbers
  const layout = useMemo(() => layoutOf(detail, upright ? 'TB' : 'LR'), [shape, upright]);
  const height = upright
    ? Math.min(620, Math.max(260, layout.height))
    : Math.min(460, Math.max(190, layout.height + 24));
  const { view, ref, zoom, move, fit, handlers } = usePanZoom(layout, { width, height });
  const byId = new Map(detail.vertices.map((vertex) => [vertex.id, vertex]));
  const keys = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      '+': () => zoom(1.25),
      '-': () => zoom(0.8),
      '0': fit,
      ArrowLeft: () => move(48, 0),
      ArrowRight: () => move(-48, 0),
      ArrowUp: () => move(0, 48),
      ArrowDown: () => move(0, -48),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };
  if (detail.vertices.length === 0) return <Empty title={t('graph.empty')}>{t('graph.emptyHint')}</Empty>;
  return (
    <div ref={box} className={css.frame} style={{ height }}>
      <svg
        ref={ref}
        width="100%"
        height={height}
        role="group"
        aria-label={t('graph.label', { name: detail.job.name })}
        onKeyDown={keys}
        {...handlers}
      >
        <defs>
          <pattern id="unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="2" height="6" fill="var(--w-unknown)" opacity="0.4" />
          </pattern>
          <marker
            id="arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto-start-reverse"
          >
            <path d="M0 0.500L7.500 4L0 7.500z" className={css.arrow} />
          </marker>
        </defs>
        <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
          {layout.edges.map((edge) => {
            const rate = byId.get(edge.from)?.recordsOutPerSecond ?? null;
            const middle = edge.points[Math.floor(edge.points.length / 2)];
            const path = pathOf(edge.points);
            return (
              <g key={`${edge.from}-${edge.to}`} className={css.flow}>
                <path d={path} className={css.pipe} markerEnd="url(#arrow)" />
                {rate !== null && rate > 0 && <path d={path} className={css.water} />}
                {middle && (
                  <text x={middle.x} y={middle.y - 9} textAnchor="middle" className={css.ship}>
                    {edge.shipStrategy}
                    <title>{`${edge.shipStrategy} · ${formatUnit('perSecond', rate)}`}</title>
                  </text>
                )}
              </g>
            );
          })}
          {layout.cards.map(({ id, x, y }) => {
            const vertex = byId.get(id);
            return (
              vertex && (
                <VertexCard
                  key={id}
                  vertex={vertex}
                  x={x}
                  y={y}
                  selected={id === selected}
                  onOpen={() => onSelect(id)}
                />
              )
            );
          })}
        </g>
      </svg>
      <div className={css.tools}>
        <ActionIcon variant="default" onClick={() => zoom(1.25)} aria-label={t('graph.zoomIn')}>
          <Icon name="plus" size={14} />
        </ActionIcon>
        <ActionIcon variant="default" onClick={() => zoom(0.8)} aria-label={t('graph.zoomOut')}>
          <Icon name="minus" size={14} />
        </ActionIcon>
        <ActionIcon variant="default" onClick={fit} aria-label={t('graph.fit')}>
          <Icon name="fit" size={14} />
        </ActionIcon>
      </div>
    </div>
  );
}
