import { describe, expect, it } from 'vitest';
import type { Target, TargetSource } from '../../api/types';
import { groupsOf, holds, isLate, seriesOf, upOf } from './groups';

const target = (patch: Partial<Target>): Target => ({
  origin: 'static',
  source: 'prod',
  reads: 'page',
  cluster: 'prod',
  process: 'jobmanager',
  url: 'http://10.0.0.1:9249/metrics',
  labels: { cluster: 'prod', instance: '10.0.0.1:9249', process: 'jobmanager', namespace: 'shop' },
  health: 'up',
  intervalMs: 15_000,
  lastScrape: '2026-11-21T08:00:00Z',
  lastDurationMs: 12,
  lastSamples: 300,
  lastError: null,
  ...patch,
});

const source = (patch: Partial<TargetSource>): TargetSource => ({
  origin: 'static',
  source: 'prod',
  targets: 1,
  lastPublished: '2026-11-21T08:00:00Z',
  lastError: null,
  ...patch,
});

describe('groups of targets', () => {
  it('are one for each source, with its fault', () => {
    const groups = groupsOf(
      [target({}), target({ origin: 'file_sd', source: 'a.yaml' }), target({ process: 'taskmanager' })],
      [source({}), source({ origin: 'file_sd', source: 'a.yaml', lastError: 'a.yaml:3: no' })],
      true,
    );
    expect(groups.map((each) => [each.key, each.targets.length, each.error])).toEqual([
      ['file_sd a.yaml', 1, 'a.yaml:3: no'],
      ['static prod', 2, null],
    ]);
  });

  it('show a source that has no targets and says why, but not while a filter is on', () => {
    const sources = [source({ lastError: 'there is no such file' }), source({ source: 'quiet' })];
    expect(groupsOf([], sources, true).map((each) => each.key)).toEqual(['static prod']);
    expect(groupsOf([], sources, false)).toEqual([]);
  });
});

describe('a target', () => {
  it('is found by its labels, its URL and its last error', () => {
    expect(holds(target({}), 'NAMESPACE=shop')).toBe(true);
    expect(holds(target({}), '9249/metrics')).toBe(true);
    expect(holds(target({ lastError: 'connection refused' }), 'refused ')).toBe(true);
    expect(holds(target({}), 'refused')).toBe(false);
  });

  it('is late when its last scrape is long ago', () => {
    const then = new Date('2026-11-21T08:00:00Z').getTime();
    expect(isLate(target({}), then + 45_000)).toBe(false);
    expect(isLate(target({}), then + 60_000)).toBe(true);
    expect(isLate(target({ lastScrape: null }), then + 60_000)).toBe(false);
  });

  it('leads to its series', () => {
    expect(seriesOf(target({}))).toBe('up{cluster="prod", instance="10.0.0.1:9249", process="jobmanager"}');
    expect(seriesOf(target({ reads: 'rest', process: 'rest' }))).toBe('up{cluster="prod", instance="10.0.0.1:9249"}');
  });

  it('counts as up only when it is', () => {
    expect(upOf([target({}), target({ health: 'down' }), target({ health: 'unknown' })])).toBe(1);
  });
});
