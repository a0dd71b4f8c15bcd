import { describe, expect, it } from 'vitest';
import { alignSpan, quickOf, resolveEnd, resolveRange, stepFor } from './range';

const NOW = 1_795_189_449_369;

describe('an end of the range', () => {
  it('is now, a while before now, or an instant', () => {
    expect(resolveEnd('now', NOW)).toBe(NOW);
    expect(resolveEnd('now-90s', NOW)).toBe(NOW - 90_000);
    expect(resolveEnd('now-2d', NOW)).toBe(NOW - 172_800_000);
    expect(resolveEnd('1795189449369', NOW)).toBe(NOW);
    expect(resolveEnd('2026-11-20T15:44:09Z', NOW)).toBe(1_795_189_449_000);
  });

  it('is nothing else', () => {
    for (const text of ['', 'yesterday', 'now-1x', 'now+1h', '12']) expect(resolveEnd(text, NOW)).toBeNull();
  });
});

describe('a range', () => {
  it('that cannot be read or is empty becomes the last hour', () => {
    const lastHour = { from: NOW - 3_600_000, to: NOW };
    expect(resolveRange({ from: 'soon', to: 'now' }, NOW)).toEqual(lastHour);
    expect(resolveRange({ from: 'now', to: 'now-1h' }, NOW)).toEqual(lastHour);
  });

  it('is a quick one only up to now', () => {
    expect(quickOf({ from: 'now-15m', to: 'now' })).toBe('15m');
    expect(quickOf({ from: 'now-15m', to: 'now-5m' })).toBeNull();
  });

  it('is drawn with a bounded number of points, never finer than a scrape', () => {
    expect(stepFor({ from: 0, to: 60_000 })).toBe(5);
    for (const hours of [1, 6, 48, 24 * 365]) {
      const span = { from: 0, to: hours * 3_600_000 };
      expect(span.to / 1_000 / stepFor(span)).toBeLessThanOrEqual(240);
    }
  });

  it('samples the same instants on two refreshes', () => {
    expect(alignSpan({ from: 7_000, to: 67_000 }, 5)).toEqual(alignSpan({ from: 9_999, to: 69_999 }, 5));
  });
});
