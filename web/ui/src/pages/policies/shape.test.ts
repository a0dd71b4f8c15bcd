import { describe, expect, it } from 'vitest';
import { faultsOf, labelsOf, labelText } from './shape';

describe('faults of a policy', () => {
  it('stand at their places', () => {
    expect(faultsOf('points: must be from 1 to 60, got 0\nconditions[0].metric: is unknown: try another')).toEqual({
      points: 'must be from 1 to 60, got 0',
      'conditions[0].metric': 'is unknown: try another',
    });
  });
  it('without a place stand alone', () => {
    expect(faultsOf('the policy was changed by mei')).toEqual({ '': 'the policy was changed by mei' });
  });
  it('at one place are joined', () => {
    expect(faultsOf('name: a\nname: b')).toEqual({ name: 'a; b' });
  });
});

describe('labels as text', () => {
  it('are read as they are written', () => {
    const labels = { cluster: 'prod', team: 'a=b' };
    expect(labelsOf(labelText(labels))).toEqual(labels);
  });
  it('leave out what is no label', () => {
    expect(labelsOf('prod, =x, team=a')).toEqual({ team: 'a' });
  });
});
