import { describe, expect, it } from 'vitest';
import { savedOf, withSaved } from './saved';

describe('saved searches', () => {
  it('are read back, and nonsense is none', () => {
    const all = [{ name: 'errors', to: '/logs?q=level:ERROR' }];
    expect(savedOf(JSON.stringify(all))).toEqual(all);
    expect(savedOf('{')).toEqual([]);
    expect(savedOf('{"name": 1}')).toEqual([]);
    expect(savedOf(null)).toEqual([]);
  });

  it('never lead out of the console', () => {
    const stored = ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/jobs'];
    expect(savedOf(JSON.stringify(stored.map((to) => ({ name: to, to })))).map((each) => each.to)).toEqual(['/jobs']);
  });

  it('replace one of the same name', () => {
    const all = withSaved(
      [
        { name: 'a', to: '/old' },
        { name: 'b', to: '/b' },
      ],
      { name: 'a', to: '/new' },
    );
    expect(all).toEqual([
      { name: 'a', to: '/new' },
      { name: 'b', to: '/b' },
    ]);
  });
});
