import { describe, expect, it } from 'vitest';
import {
  canonical,
  changed,
  DEFAULTS,
  effective,
  inheritedAt,
  inserted,
  moved,
  placeOf,
  type RouteDoc,
  removed,
  renamedInterval,
  routeAt,
  shifted,
  wayOf,
  waysOf,
} from './document';

const ROOT: RouteDoc = {
  receiver: 'all',
  group_wait: '10s',
  routes: [{ receiver: 'a', routes: [{ receiver: 'a0' }, { receiver: 'a1' }] }, { receiver: 'b' }, { receiver: 'c' }],
};

const receivers = (route: RouteDoc): unknown => [route.receiver, ...(route.routes ?? []).map(receivers)];

describe('routes', () => {
  it('are found by their places', () => {
    expect(placeOf([0, 1])).toBe('route.routes[0].routes[1]');
    expect(wayOf('route.routes[0].routes[1].matchers[2]')).toEqual([0, 1]);
    expect(wayOf('route.receiver')).toEqual([]);
    expect(wayOf('inhibit_rules[0].equal')).toBeNull();
    expect(waysOf(ROOT).map(placeOf)).toContain('route.routes[2]');
  });

  it('are changed, and what is empty is left out', () => {
    const next = changed(ROOT, [0, 1], { receiver: '', group_by: [], continue: true });
    expect(routeAt(next, [0, 1])).toEqual({ continue: true });
    expect(routeAt(ROOT, [0, 1])).toEqual({ receiver: 'a1' });
  });

  it('are put in and taken out', () => {
    expect(receivers(inserted(ROOT, [1], { receiver: 'new' }))).toEqual([
      'all',
      ['a', ['a0'], ['a1']],
      ['b', ['new']],
      ['c'],
    ]);
    expect(receivers(removed(ROOT, [0]))).toEqual(['all', ['b'], ['c']]);
    expect(removed(ROOT, [0, 0])?.routes?.[0]?.routes).toHaveLength(1);
  });

  it('move among their like, not beyond the ends', () => {
    expect(receivers(shifted(ROOT, [1], -1)?.root ?? {})).toEqual(['all', ['b'], ['a', ['a0'], ['a1']], ['c']]);
    expect(shifted(ROOT, [1], 1)?.way).toEqual([2]);
    expect(shifted(ROOT, [0], -1)).toBeNull();
    expect(shifted(ROOT, [2], 1)).toBeNull();
    expect(shifted(ROOT, [], 1)).toBeNull();
  });

  it('move below another that shifts when they are taken out', () => {
    const next = moved(ROOT, [0], [2]);
    expect(next?.way).toEqual([1, 0]);
    expect(receivers(next?.root ?? {})).toEqual(['all', ['b'], ['c', ['a', ['a0'], ['a1']]]]);
  });

  it('never move below themselves', () => {
    expect(moved(ROOT, [0], [0, 1])).toBeNull();
    expect(moved(ROOT, [0], [0])).toBeNull();
  });

  it('inherit what they leave out', () => {
    expect(inheritedAt(ROOT, [0, 1])).toMatchObject({ receiver: 'a', group_wait: '10s', repeat_interval: '4h' });
    expect(effective({ group_by: ['job'] }, DEFAULTS)).toMatchObject({ group_by: ['job'], group_interval: '5m' });
  });
});

it('a time interval keeps its routes when it gets another name', () => {
  const doc = {
    route: {
      receiver: 'all',
      routes: [{ mute_time_intervals: ['nights', 'x'] }, { active_time_intervals: ['nights'] }],
    },
    time_intervals: [{ name: 'nights' }, { name: 'x' }],
  };
  const next = renamedInterval(doc, 'nights', 'dark');
  expect(next.route.routes?.[0]?.mute_time_intervals).toEqual(['dark', 'x']);
  expect(next.route.routes?.[1]?.active_time_intervals).toEqual(['dark']);
  expect(next.time_intervals?.map((one) => one.name)).toEqual(['dark', 'x']);
});

it('a document is compared without what is empty and in one order of keys', () => {
  const doc = canonical({
    route: { routes: [{ continue: false, matchers: ['a="b"'] }], receiver: 'all', group_by: [] },
  });
  expect(JSON.stringify(doc)).toBe('{"route":{"receiver":"all","routes":[{"matchers":["a=\\"b\\""]}]}}');
});

describe('escalations', () => {
  const steps = [{ after: '10m', receiver: 'b' }];

  it('are inherited, and an empty list says that nothing escalates', () => {
    const above = effective({ receiver: 'a', escalate: steps }, DEFAULTS);
    expect(effective({}, above).escalate).toEqual(steps);
    expect(effective({ escalate: [] }, above).escalate).toEqual([]);
  });

  it('are kept as they are written, also when empty', () => {
    const doc = { route: { receiver: 'a', escalate: steps, routes: [{ receiver: 'b', escalate: [] }] } };
    expect(canonical(doc)).toEqual(doc);
  });
});
