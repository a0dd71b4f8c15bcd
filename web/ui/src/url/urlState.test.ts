import { describe, expect, it } from 'vitest';
import { RANGE_SHAPE } from '../time/useRange';
import { flag, keepRange, oneOf, readState, text, writeState } from './urlState';

const shape = {
  q: text(),
  live: flag(),
  tab: oneOf(['overview', 'events'] as const, 'overview'),
  from: text('now-1h'),
};

describe('the state in the URL', () => {
  it('comes back as it was written', () => {
    const states = [
      { q: '"a & b" OR level:>=WARN', live: true, tab: 'events', from: 'now-6h' },
      { q: '反压 100 %', live: false, tab: 'overview', from: '1795189449369' },
      { q: '', live: false, tab: 'overview', from: 'now-1h' },
    ] as const;
    for (const state of states) {
      const printed = writeState(shape, new URLSearchParams(), state).toString();
      expect(readState(shape, new URLSearchParams(printed))).toEqual(state);
    }
  });

  it('leaves defaults out, so that a plain page has a plain address', () => {
    const search = writeState(shape, new URLSearchParams('q=x&live=1'), { q: '', live: false, tab: 'overview' });
    expect(search.toString()).toBe('');
  });

  it('does not touch what belongs to others', () => {
    expect(writeState(shape, new URLSearchParams('vertex=7&q=old'), { q: 'new' }).get('vertex')).toBe('7');
  });

  it('falls back where the URL holds no known choice', () => {
    expect(readState(shape, new URLSearchParams('tab=nonsense')).tab).toBe('overview');
    expect(readState(RANGE_SHAPE, new URLSearchParams('refresh=1ms')).refresh).toBe('10s');
  });
});

describe('a link to another page', () => {
  const here = new URLSearchParams('from=now-6h&to=now-1h&refresh=5s&q=mine');

  it('keeps the range and the refresh interval and nothing else', () => {
    expect(keepRange('/jobs', here)).toBe('/jobs?from=now-6h&to=now-1h&refresh=5s');
  });

  it('keeps its own range when it names one', () => {
    expect(keepRange('/logs?q=x&from=1&to=2', here)).toBe('/logs?q=x&from=1&to=2&refresh=5s');
  });
});
