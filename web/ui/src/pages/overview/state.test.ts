import { describe, expect, it } from 'vitest';
import type { Cluster, Job, WeirEvent } from '../../api/types';
import { byTrouble, roomState, stretchesOf } from './state';

const event = (severity: WeirEvent['severity'], startsAt: string) => ({ severity, startsAt }) as WeirEvent;
const cluster = (state: 'reachable' | 'unknown') =>
  ({ name: 'demo', reachability: { state, since: '2026-11-20T15:00:00Z', reason: null } }) as Cluster;

describe('the state of the room', () => {
  it('is as bad as the worst that fires, since the oldest of that kind', () => {
    const firing = [
      event('WARNING', '2026-11-20T14:00:00Z'),
      event('CRITICAL', '2026-11-20T15:20:00Z'),
      event('CRITICAL', '2026-11-20T15:10:00Z'),
    ];
    expect(roomState(firing, [cluster('reachable')])).toMatchObject({
      tone: 'critical',
      critical: 2,
      warning: 1,
      since: '2026-11-20T15:10:00Z',
    });
  });

  it("says whose it is, and how much is nobody's", () => {
    const owned = { ...event('CRITICAL', '2026-11-20T15:00:00Z'), assignment: { assignee: 'night' } } as WeirEvent;
    const calm = { ...event('WARNING', '2026-11-20T15:00:00Z'), assignment: { assignee: 'day' } } as WeirEvent;
    expect(roomState([owned, calm, event('CRITICAL', '2026-11-20T15:00:00Z')], [])).toMatchObject({
      owners: ['night'],
      unowned: 1,
    });
  });

  it('is unknown, never well, while a cluster does not answer', () => {
    expect(roomState([], [cluster('unknown')])).toMatchObject({
      tone: 'unknown',
      unknown: ['demo'],
      since: '2026-11-20T15:00:00Z',
    });
  });

  it('is well when nothing but information fires', () => {
    expect(roomState([event('INFO', '2026-11-20T15:00:00Z')], [cluster('reachable')])).toMatchObject({
      tone: 'healthy',
      since: null,
    });
  });
});

it('the ribbon covers the whole span, and calls what nobody watched unknown', () => {
  const fired = {
    severity: 'WARNING',
    firedAt: new Date(3_000).toISOString(),
    resolvedAt: new Date(5_000).toISOString(),
  } as WeirEvent;
  expect(stretchesOf([fired], { from: 0, to: 9_000 }, 1_000)).toEqual([
    { from: 0, to: 1_000, tone: 'unknown' },
    { from: 1_000, to: 3_000, tone: 'healthy' },
    { from: 3_000, to: 5_000, tone: 'warning' },
    { from: 5_000, to: 9_000, tone: 'healthy' },
  ]);
});

it('the sick come before those that are not assessed, the healthy after, and those that ended last', () => {
  const job = (name: string, healthScore: number | null, state = 'RUNNING') =>
    ({ name, healthScore, state, firingEvents: 0 }) as Job;
  const jobs = [job('done', null, 'FINISHED'), job('well', 100), job('unknown', null), job('sick', 40)];
  expect(jobs.sort(byTrouble).map(({ name }) => name)).toEqual(['sick', 'unknown', 'well', 'done']);
});
