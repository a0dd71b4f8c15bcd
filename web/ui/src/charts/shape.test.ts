import { describe, expect, it } from 'vitest';
import type { PromData, WeirEvent } from '../api/types';
import { sparkPath } from '../components/Sparkline';
import { bandsOf, frameOf, lastOf, legendOf, maxOf, numberOf } from './shape';

const matrix = (...result: { metric: Record<string, string>; values: [number, string][] }[]): PromData => ({
  resultType: 'matrix',
  result,
});
const span = { from: 100_000, to: 120_000 };

describe('the frame of a chart', () => {
  it('lays all series on one grid, with a gap where a series has no point', () => {
    const data = matrix(
      {
        metric: { task_name: 'map' },
        values: [
          [100, '1'],
          [105, '2'],
          [120, '5'],
        ],
      },
      { metric: { task_name: 'late' }, values: [[115, '7']] },
    );
    expect(frameOf([{ data, legend: '{{task_name}}' }], span, 5)).toEqual({
      times: [100, 105, 110, 115, 120],
      lines: [
        { label: 'late', values: [null, null, null, 7, null] },
        { label: 'map', values: [1, 2, null, null, 5] },
      ],
    });
  });

  it('makes NaN and infinities gaps, not zeros', () => {
    const data = matrix({
      metric: {},
      values: [
        [100, 'NaN'],
        [105, '+Inf'],
        [110, '0'],
      ],
    });
    expect(frameOf([{ data, legend: 'x' }], span, 5).lines[0]?.values).toEqual([null, null, 0, null, null]);
    expect(numberOf('')).toBeNull();
  });

  it('orders lines by name with numbers as numbers, query by query', () => {
    const data = matrix(...['10', '9'].map((i) => ({ metric: { i }, values: [] as [number, string][] })));
    const answers = [
      { data, legend: 'b {{i}}' },
      { data, legend: 'a {{i}}' },
    ];
    expect(frameOf(answers, span, 5).lines.map((line) => line.label)).toEqual(['b 9', 'b 10', 'a 9', 'a 10']);
  });

  it('is empty, not broken, before the first answer', () => {
    expect(frameOf([{ data: undefined, legend: '' }], span, 5).lines).toEqual([]);
  });
});

describe('the legend', () => {
  it('fills placeholders, and names the labels where there is no template', () => {
    expect(legendOf('{{ task_name }} {{gone}}', { task_name: 'map' })).toBe('map');
    expect(legendOf('', { __name__: 'up', job: 'flink' })).toBe('up{job="flink"}');
  });

  it('shows the last known and the highest value', () => {
    expect(lastOf([3, null, 2, null])).toBe(2);
    expect(maxOf([3, null, 2])).toBe(3);
    expect(lastOf([null])).toBeNull();
    expect(maxOf([])).toBeNull();
  });
});

const event = (severity: WeirEvent['severity'], fired: number | null, resolved: number | null) =>
  ({
    severity,
    startsAt: new Date(0).toISOString(),
    firedAt: fired === null ? null : new Date(fired).toISOString(),
    resolvedAt: resolved === null ? null : new Date(resolved).toISOString(),
  }) as WeirEvent;

describe('the bands of firing events', () => {
  it('have the worst severity of their time and do not overlap', () => {
    const events = [event('WARNING', 102_000, 118_000), event('CRITICAL', 106_000, 110_000)];
    expect(bandsOf(events, span)).toEqual([
      { from: 102_000, to: 106_000, severity: 'WARNING' },
      { from: 106_000, to: 110_000, severity: 'CRITICAL' },
      { from: 110_000, to: 118_000, severity: 'WARNING' },
    ]);
  });

  it('last to the end of the span while an event fires, and begin with the span', () => {
    expect(bandsOf([event('INFO', 1_000, null)], span)).toEqual([{ ...span, severity: 'INFO' }]);
  });

  it('leave out what never fired and what was over before', () => {
    expect(bandsOf([event('CRITICAL', null, null), event('CRITICAL', 1_000, 2_000)], span)).toEqual([]);
  });
});

it('a gap in a sparkline lifts the pen', () => {
  expect(sparkPath([1, 1, null, 1, 1], 4, 10, 1).match(/M/g)).toHaveLength(2);
});
