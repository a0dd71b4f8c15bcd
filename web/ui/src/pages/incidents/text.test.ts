import { describe, expect, it } from 'vitest';
import { logQueryOf, rangeOf, say } from './text';

const since = '2026-11-21T10:00:00Z';

describe('an incident', () => {
  it('shows a quarter of an hour around itself', () => {
    const closedAt = '2026-11-21T10:30:00Z';
    expect(rangeOf({ since, closedAt }, Date.parse('2026-11-21T12:00:00Z'))).toEqual({
      from: String(Date.parse('2026-11-21T09:45:00Z')),
      to: String(Date.parse('2026-11-21T10:45:00Z')),
    });
  });

  it('shows all until now while it goes on, or was over just now', () => {
    expect(rangeOf({ since, closedAt: null }, Date.parse('2026-11-21T12:00:00Z')).to).toBe('now');
    const closedAt = '2026-11-21T11:59:00Z';
    expect(rangeOf({ since, closedAt }, Date.parse('2026-11-21T12:00:00Z')).to).toBe('now');
  });

  it('asks for the logs of its clusters', () => {
    expect(logQueryOf({ clusters: ['shop'], events: [] })).toBe('cluster:"shop"');
    expect(logQueryOf({ clusters: ['a"b', 'c'], events: [] })).toBe('(cluster:"a\\"b" OR cluster:"c")');
  });

  it('speaks the language of its reader', () => {
    expect(say({ en: 'gone', zh: '消失' }, 'zh-CN')).toBe('消失');
    expect(say({ en: 'gone', zh: '消失' }, 'en')).toBe('gone');
  });
});
