import { describe, expect, it } from 'vitest';
import type { Replay, ReplayReport } from '../../../api/types';
import { lanesOf, plotOf } from './picture';

const replay = { from: '2026-11-20T00:00:00Z', to: '2026-11-20T10:00:00Z' } as Replay;
const report = {
  threshold: 'threshold',
  parameters: { threshold: '0.5' },
  firings: [
    { subject: 'a', fingerprint: 'f', summary: 's', startsAt: '', firedAt: '2026-11-20T01:00:00Z', endedAt: null },
    {
      subject: 'a',
      fingerprint: 'g',
      summary: 's',
      startsAt: '',
      firedAt: '2026-11-19T01:00:00Z',
      endedAt: '2026-11-20T05:00:00Z',
    },
  ],
  events: [
    {
      id: 'e',
      subject: 'b',
      summary: 't',
      firedAt: '2026-11-20T05:00:00Z',
      resolvedAt: '2026-11-20T06:00:00Z',
      caught: false,
    },
  ],
  measures: [{ subject: 'a', timesMs: [Date.parse(replay.from), Date.parse(replay.to)], values: [0, 1] }],
} as unknown as ReplayReport;

describe('lanesOf', () => {
  it('puts firings and stored events of a subject on one lane, cut to the range', () => {
    const [a, b] = lanesOf(replay, report, 10);
    expect(a?.fired.map((bar) => [bar.left, bar.width])).toEqual([
      [0.1, 0.9],
      [0, 0.5],
    ]);
    expect(b?.stored[0]).toMatchObject({ left: 0.5, kind: 'missed' });
    expect(b?.stored[0]?.width).toBeCloseTo(0.1);
    expect(lanesOf(replay, report, 1)).toHaveLength(1);
  });
});

describe('plotOf', () => {
  it('draws the threshold between what was measured', () => {
    const plot = plotOf(replay, report, 5);
    expect(plot?.threshold).toBeCloseTo(0.5);
    expect(plot?.curves[0]?.points.split(' ')).toEqual(['0.0,95.45', '1000.0,4.55']);
    expect(plotOf(replay, { ...report, measures: [] }, 5)).toBeNull();
  });
});
