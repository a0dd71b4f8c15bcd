import { describe, expect, it } from 'vitest';
import type { StatusChange, Vertex } from '../../api/types';
import { skewOf } from './skew';
import { statesOf } from './timeline';
import { nameVertices } from './vertexNames';

const change = (at: number, previous: StatusChange['previous'], current: StatusChange['current']): StatusChange => ({
  at: new Date(at).toISOString(),
  previous,
  current,
  rootException: null,
});

describe('the states of a job over time', () => {
  it('follow its changes, newest first as the server gives them', () => {
    const changes = [change(6_000, 'RESTARTING', 'RUNNING'), change(4_000, 'RUNNING', 'RESTARTING')];
    expect(statesOf(changes, { from: 0, to: 10_000 })).toEqual([
      { from: 0, to: 4_000, state: 'RUNNING' },
      { from: 4_000, to: 6_000, state: 'RESTARTING' },
      { from: 6_000, to: 10_000, state: 'RUNNING' },
    ]);
  });

  it('are not known before the first that was seen', () => {
    expect(statesOf([change(4_000, null, 'CREATED')], { from: 0, to: 5_000 })[0]).toEqual({
      from: 0,
      to: 4_000,
      state: null,
    });
  });

  it('begin with what was last before the span', () => {
    expect(statesOf([change(1_000, null, 'RUNNING')], { from: 2_000, to: 5_000 })).toEqual([
      { from: 2_000, to: 5_000, state: 'RUNNING' },
    ]);
  });
});

const subtask = (index: number, rate: number | null): Vertex['subtasks'][number] => ({
  index,
  taskManager: null,
  backPressure: null,
  busy: null,
  idle: null,
  recordsInPerSecond: rate,
  recordsOutPerSecond: null,
});

describe('the skew of a vertex', () => {
  it('is the busiest over the mean', () => {
    expect(skewOf([subtask(0, 10), subtask(1, 10), subtask(2, 10), subtask(3, 970)])?.factor).toBeCloseTo(3.88);
    expect(skewOf([subtask(0, 5), subtask(1, 5)])?.factor).toBe(1);
  });

  it('is not told of one subtask, or where nothing flows', () => {
    expect(skewOf([subtask(0, 5)])).toBeNull();
    expect(skewOf([subtask(0, null), subtask(1, 0)])).toBeNull();
  });
});

it('a legend has the names of the vertices, not their labels', () => {
  const rename = nameVertices([{ name: 'sink: Writer' }, { name: 'orders-sink: Writer' }]);
  expect(rename('orders_sink:_Writer')).toBe('orders-sink: Writer');
  expect(rename('orders_sink:_Writer 3')).toBe('orders-sink: Writer 3');
  expect(rename('sink:_Writer')).toBe('sink: Writer');
  expect(rename('heap')).toBe('heap');
});
