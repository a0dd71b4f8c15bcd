import { describe, expect, it } from 'vitest';
import type { Vertex } from '../../../api/types';
import { CARD, layoutOf, pathOf } from './layout';
import { fitView, zoomAt } from './usePanZoom';

const vertex = (id: string): Vertex => ({
  id,
  name: id,
  parallelism: 1,
  maxParallelism: 128,
  status: 'RUNNING',
  runningSubtasks: 1,
  backPressure: null,
  busy: null,
  idle: null,
  recordsInPerSecond: null,
  recordsOutPerSecond: null,
  subtasks: [],
  root: false,
});
const edge = (from: string, to: string) => ({ from, to, shipStrategy: 'HASH' });

const union = {
  vertices: ['source-a', 'source-b', 'join', 'sink'].map(vertex),
  edges: [edge('source-a', 'join'), edge('source-b', 'join'), edge('join', 'sink')],
};

describe('the job graph', () => {
  it('flows from the left to the right, or downwards', () => {
    for (const [direction, axis] of [
      ['LR', 'x'],
      ['TB', 'y'],
    ] as const) {
      const at = new Map(layoutOf(union, direction).cards.map((card) => [card.id, card[axis]]));
      for (const { from, to } of union.edges) expect(at.get(from)).toBeLessThan(at.get(to) ?? 0);
    }
  });

  it('lays no card over another', () => {
    const { cards } = layoutOf(union, 'LR');
    for (const a of cards)
      for (const b of cards)
        if (a !== b) expect(Math.abs(a.x - b.x) >= CARD.width || Math.abs(a.y - b.y) >= CARD.height).toBe(true);
  });

  it('keeps every card within its size', () => {
    const { cards, width, height } = layoutOf(union, 'LR');
    for (const card of cards) {
      expect(card.x).toBeGreaterThanOrEqual(0);
      expect(card.y).toBeGreaterThanOrEqual(0);
      expect(card.x + CARD.width).toBeLessThanOrEqual(width);
      expect(card.y + CARD.height).toBeLessThanOrEqual(height);
    }
  });

  it('leaves out edges to vertices that are not there, and bears a job without vertices', () => {
    expect(layoutOf({ vertices: [vertex('a')], edges: [edge('a', 'gone')] }, 'LR').edges).toEqual([]);
    expect(layoutOf({ vertices: [], edges: [] }, 'LR').cards).toEqual([]);
  });

  it('draws two edges between the same vertices', () => {
    const twice = { vertices: ['a', 'b'].map(vertex), edges: [edge('a', 'b'), edge('a', 'b')] };
    expect(layoutOf(twice, 'LR').edges.every(({ points }) => pathOf(points).startsWith('M'))).toBe(true);
  });
});

describe('the view', () => {
  it('fits the whole graph into the frame', () => {
    const view = fitView({ width: 2_000, height: 400 }, { width: 1_000, height: 400 });
    expect(view.scale).toBe(0.5);
    expect(view.x).toBe(0);
    expect(view.y).toBe(100);
  });

  it('zooms about a point that stays where it is', () => {
    const view = { x: 10, y: 20, scale: 1 };
    const next = zoomAt(view, 2, { x: 110, y: 220 });
    expect((110 - next.x) / next.scale).toBe((110 - view.x) / view.scale);
    expect((220 - next.y) / next.scale).toBe((220 - view.y) / view.scale);
  });
});
