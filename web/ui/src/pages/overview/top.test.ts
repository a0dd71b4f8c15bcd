import { describe, expect, it } from 'vitest';
import type { PromData } from '../../api/types';
import { rowsOf, TOPS, type Top } from './top';

const top = (name: Top['name']) => TOPS.find((each) => each.name === name) as Top;
const vector = (...rows: [Record<string, string>, string][]): PromData => ({
  resultType: 'vector',
  result: rows.map(([metric, value]) => ({ metric, value: [0, value] as [number, string] })),
});

describe('the lists of what to look at first', () => {
  it('are highest first, without what is nothing, and lead to the vertex', () => {
    const vertex = (id: string) => ({ cluster: 'c 1', job_id: 'j', job_name: 'orders', task_id: id, task_name: 'a_b' });
    const rows = rowsOf(
      top('pressure'),
      vector([vertex('low'), '0.2'], [vertex('none'), '0'], [vertex('high'), '0.9']),
    );
    expect(rows.map((row) => row.to)).toEqual([
      '/clusters/c%201/jobs/j?vertex=high',
      '/clusters/c%201/jobs/j?vertex=low',
    ]);
    expect(rows[0]?.rest).toBe('a b');
  });

  it('leave out what is not a number', () => {
    expect(rowsOf(top('lag'), vector([{ cluster: 'c', job_id: 'j', job_name: 'n' }, 'NaN']))).toEqual([]);
  });

  it('lead from a process to its cluster', () => {
    const [row] = rowsOf(top('gc'), vector([{ cluster: 'c', process: 'taskmanager-1' }, '0.03']));
    expect(row?.to).toBe('/clusters?cluster=c');
    expect(row?.rest).toBe('taskmanager-1');
  });

  it('are bounded', () => {
    const many = Array.from({ length: 50 }, (_, i): [Record<string, string>, string] => [
      { cluster: 'c', process: `p${i}` },
      '1',
    ]);
    expect(rowsOf(top('gc'), vector(...many))).toHaveLength(6);
  });
});
