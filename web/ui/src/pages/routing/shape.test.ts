import { expect, it } from 'vitest';
import { labelsOf } from './shape';

it('reads labels as people write them', () => {
  expect(labelsOf('severity=critical, cluster="prod 1" job = x')).toEqual({
    severity: 'critical',
    cluster: 'prod 1',
    job: 'x',
  });
  expect(labelsOf('nonsense')).toEqual({});
});
