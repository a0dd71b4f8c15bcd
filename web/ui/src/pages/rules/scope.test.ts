import { describe, expect, it } from 'vitest';
import { matchersOf, selectorOf, setOnly } from './scope';

describe('scopes of a rule', () => {
  it('come back as they were written', () => {
    for (const selector of [
      '{}',
      '{cluster="prod"}',
      '{cluster="prod", job_name=~"orders-.*", namespace!="a,b"}',
      '{job_name="a \\"quoted\\" \\\\ name"}',
      '{job_name!~"订单.*"}',
    ]) {
      expect(selectorOf(matchersOf(selector) ?? [])).toBe(selector);
    }
  });

  it('are read however they are spaced', () => {
    expect(matchersOf(' { cluster = "a",job_name =~ "b" , } ')).toEqual([
      { name: 'cluster', operator: '=', value: 'a' },
      { name: 'job_name', operator: '=~', value: 'b' },
    ]);
  });

  it('stay text when they are no plain selectors', () => {
    for (const odd of ['up', 'up{cluster="a"}', '{cluster=a}', "{cluster='a'}", '{cluster="a" job="b"}']) {
      expect(matchersOf(odd)).toBeUndefined();
    }
  });

  it('leave out what is left as it is', () => {
    expect(setOnly({ threshold: ' 0.9 ', for: '', severity: '  ' })).toEqual({ threshold: '0.9' });
  });
});
