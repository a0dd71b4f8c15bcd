import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SqlPlan } from '../../../api/types';
import { CARD, layoutOf, pathOf } from '../../job/graph/layout';
import { usePanZoom } from '../../job/graph/usePanZoom';

const HEIGHT = 340;
const SHOWN = 28;

const short = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** What a script would run as: operators in the direction of the flow. */
export function PlanGraph({ plan }: { plan: SqlPlan }) {
  const { t } = useTranslation();
  const { ref: box, width } = useElementSize<HTMLDivElement>();
  const layout = useMemo(
    () =>
      layoutOf(
        {
          vertices: plan.nodes.map((node) => ({ id: String(node.id) })) as never[],
          edges: plan.edges.map((edge) => ({ from: String(edge.from), to: String(edge.to), shipStrategy: edge.ship })),
        },
        'LR',
      ),
    [plan],
  );
  const { view, ref, handlers } = usePanZoom(layout, { width, height: HEIGHT });
  const nodes = new Map(plan.nodes.map((node) => [String(node.id), node]));
  return (
    <div ref={box}>
      <svg ref={ref} width="100%" height={HEIGHT} role="img" aria-label={t('sql.explain')} {...handlers}>
        <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
          {layout.edges.map((edge) => {
            const middle = edge.points[Math.floor(edge.points.length / 2)];
            return (
              <g key={`${edge.from}-${edge.to}`}>
                <path d={pathOf(edge.points)} fill="none" stroke="var(--mantine-color-dimmed)" strokeWidth={1.5} />
                {middle && (
                  <text
                    x={middle.x}
                    y={middle.y - 6}
                    textAnchor="middle"
                    fontSize={10}
                    fill="var(--mantine-color-dimmed)"
                  >
                    {edge.shipStrategy}
                  </text>
                )}
              </g>
            );
          })}
          {layout.cards.map((card) => {
            const node = nodes.get(card.id);
            return (
              <g key={card.id} transform={`translate(${card.x} ${card.y})`}>
                <title>{node?.description}</title>
                <rect
                  width={CARD.width}
                  height={CARD.height}
                  rx={6}
                  fill="var(--mantine-color-body)"
                  stroke="var(--mantine-color-default-border)"
                />
                <text x={10} y={24} fontSize={12} fontWeight={600} fill="var(--mantine-color-text)">
                  {short(node?.name ?? card.id)}
                </text>
                <text x={10} y={46} fontSize={11} fill="var(--mantine-color-dimmed)">
                  {short(node?.description ?? '')}
                </text>
                <text x={10} y={88} fontSize={11} fill="var(--mantine-color-dimmed)">
                  {`${node?.kind ?? ''} × ${node?.parallelism ?? 1}`}
                </text>
              </g>
            );
          })}
        </g>
      </svg>
    </div>
  );
}
