import { describe, expect, it } from 'vitest';
import { differenceOf, hunks } from './lines';

const print = (before: string, after: string) =>
  differenceOf(before, after).map(({ kind, text }) => `${kind === 'same' ? ' ' : kind === 'new' ? '+' : '-'}${text}`);

describe('a difference', () => {
  it('has only what changed', () => {
    expect(print('a\nb\nc\nd', 'a\nx\nc\nd\ne')).toEqual([' a', '-b', '+x', ' c', ' d', '+e']);
  });

  it('of equal texts is nothing, of an empty one is everything', () => {
    expect(print('a\nb', 'a\nb')).toEqual([' a', ' b']);
    expect(print('', 'a')).toEqual(['-', '+a']);
  });

  it('finds what moved as little as it can', () => {
    expect(print('a\nb\nc', 'b\nc\na')).toEqual(['-a', ' b', ' c', '+a']);
  });

  it('is shown with lines around it', () => {
    const lines = differenceOf('1\n2\n3\n4\n5\n6\n7\n8\n9', '1\n2\n3\n4\nx\n6\n7\n8\n9');
    expect(hunks(lines, 1).map((line) => line?.text ?? null)).toEqual([null, '4', '5', 'x', '6', null]);
    expect(hunks(differenceOf('a', 'a'))).toEqual([null]);
  });
});
