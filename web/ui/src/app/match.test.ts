import { describe, expect, it } from 'vitest';
import { type Item, matching } from './match';

const item = (title: string, kind = 'job', more = ''): Item => ({ id: title, kind, title, more, to: '/' });
const titles = (items: Item[], typed: string) => matching(items, typed).map((each) => each.title);

describe('the palette', () => {
  const items = [item('Reorders', 'job'), item('orders', 'job', 'demo'), item('Pre orders'), item('Rules', 'page')];

  it('puts what begins with the words first, then what has a word that does', () => {
    expect(titles(items, 'orders')).toEqual(['orders', 'Pre orders', 'Reorders']);
  });

  it('finds by every word, also of the kind and of what stands beside it', () => {
    expect(titles(items, 'demo ord')).toEqual(['orders']);
    expect(titles(items, 'page')).toEqual(['Rules']);
    expect(titles(items, 'orders nowhere')).toEqual([]);
  });

  it('shows everything while nothing is typed', () => {
    expect(titles(items, ' ')).toEqual(['Reorders', 'orders', 'Pre orders', 'Rules']);
  });
});
