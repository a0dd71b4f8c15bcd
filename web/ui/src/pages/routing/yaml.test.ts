import { expect, it } from 'vitest';
import { yamlOf } from './yaml';

it('writes routing as people do', () => {
  const document = {
    route: {
      receiver: 'on-call',
      group_by: ['cluster', '...'],
      group_wait: '30s',
      routes: [
        { matchers: ['severity="critical"', 'team=~"a|b"'], continue: true, routes: [{ receiver: '(nobody)' }] },
      ],
    },
    time_intervals: [{ name: 'nights', time_intervals: [{ times: [{ start_time: '22:00', end_time: '24:00' }] }] }],
  };
  expect(yamlOf(document)).toBe(`route:
  receiver: on-call
  group_by:
    - cluster
    - '...'
  group_wait: 30s
  routes:
    - matchers:
        - 'severity="critical"'
        - 'team=~"a|b"'
      continue: true
      routes:
        - receiver: (nobody)
time_intervals:
  - name: nights
    time_intervals:
      - times:
          - start_time: '22:00'
            end_time: '24:00'
`);
});

it('quotes what YAML would take for something else', () => {
  expect(yamlOf({ a: 'yes', b: "it's", c: 'x: y', d: 'line\nbreak', e: '', f: '# no', g: '中文', h: '5' })).toBe(
    `a: 'yes'\nb: 'it''s'\nc: 'x: y'\nd: "line\\nbreak"\ne: ''\nf: '# no'\ng: '中文'\nh: '5'\n`,
  );
});
