import { expect, it } from 'vitest';
import { labelsOf, labelsText } from './shape';

it('reads labels as people write them', () => {
  expect(labelsOf('severity=critical, cluster="prod 1" job = x')).toEqual({
    severity: 'critical',
    cluster: 'prod 1',
    job: 'x',
  });
  expect(labelsOf('nonsense')).toEqual({});
});

it('writes labels so that it reads them again', () => {
  const labels = { severity: 'critical', job_name: 'nightly run, all', empty: '' };
  expect(labelsText(labels)).toBe('severity=critical job_name="nightly run, all" empty=""');
  expect(labelsOf(labelsText(labels))).toEqual(labels);
});
