import type { Vertex } from '../../api/types';

type Subtask = Vertex['subtasks'][number];

export interface Skew {
  /** The share of each subtask in all records, in the order of the subtasks. */
  shares: { index: number; share: number }[];
  /** The highest rate over the mean rate: 1 is even. */
  factor: number;
}

/** How unevenly records are spread; null where there is nothing to compare. */
export function skewOf(subtasks: Subtask[]): Skew | null {
  const rate = (subtask: Subtask) => subtask.recordsInPerSecond || subtask.recordsOutPerSecond || 0;
  const total = subtasks.reduce((sum, subtask) => sum + rate(subtask), 0);
  if (subtasks.length < 2 || total <= 0) return null;
  const shares = subtasks.map((subtask) => ({ index: subtask.index, share: rate(subtask) / total }));
  return { shares, factor: Math.max(...shares.map((each) => each.share)) * subtasks.length };
}
