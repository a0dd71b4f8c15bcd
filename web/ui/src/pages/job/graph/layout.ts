import { Graph, layout } from '@dagrejs/dagre';
import type { JobDetail } from '../../../api/types';

export const CARD = { width: 208, height: 104 };
const MARGIN = 16;

export interface Point {
  x: number;
  y: number;
}

export interface Placed {
  id: string;
  /** Of the upper left corner. */
  x: number;
  y: number;
}

export interface Routed {
  from: string;
  to: string;
  shipStrategy: string;
  points: Point[];
}

export interface Layout {
  width: number;
  height: number;
  cards: Placed[];
  edges: Routed[];
}

/** Places the vertices in the direction of the flow. Edges to vertices that are not there are left out. */
export function layoutOf(detail: Pick<JobDetail, 'vertices' | 'edges'>, direction: 'LR' | 'TB'): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: direction,
    nodesep: 28,
    ranksep: direction === 'LR' ? 84 : 52,
    marginx: MARGIN,
    marginy: MARGIN,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const vertex of detail.vertices) graph.setNode(vertex.id, { ...CARD });
  const known = detail.edges.filter((edge) => graph.hasNode(edge.from) && graph.hasNode(edge.to));
  known.forEach((edge, i) => {
    graph.setEdge(edge.from, edge.to, {}, String(i));
  });
  layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  return {
    width: size.width ?? 0,
    height: size.height ?? 0,
    cards: detail.vertices.map((vertex) => {
      const node = graph.node(vertex.id) as Point;
      return { id: vertex.id, x: node.x - CARD.width / 2, y: node.y - CARD.height / 2 };
    }),
    edges: known.map((edge, i) => ({
      ...edge,
      points: (graph.edge({ v: edge.from, w: edge.to, name: String(i) }) as { points: Point[] }).points,
    })),
  };
}

/** A smooth path through the points of an edge. */
export function pathOf(points: Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first.x} ${first.y}`;
  rest.forEach((point, i) => {
    const next = rest[i + 1];
    if (!next) path += `L${point.x} ${point.y}`;
    else path += `Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
  });
  return path;
}
