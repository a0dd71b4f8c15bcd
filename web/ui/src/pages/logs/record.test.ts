import { describe, expect, it } from 'vitest';
import { beforeOf, firstLineOf, messageStart, segmentsOf, shortLogger, termOf, withTerm } from './record';

// As Flink writes it: its stock log4j pattern.
const PREFIX = '2026-11-20 15:47:37,570 INFO  org.apache.flink.runtime.executiongraph.ExecutionGraph       [] - ';
const text = `${PREFIX}failing-map (1/1) switched from RUNNING to FAILED.\njava.lang.RuntimeException: boom\n\tat x.Y.z(Y.java:1)\n`;
const found = { text, highlights: [{ start: text.indexOf('switched'), end: text.indexOf('FAILED') + 6 }] };

describe('a record', () => {
  it('is shown from its message on, for its prefix has columns of its own', () => {
    expect(messageStart(found)).toBe(PREFIX.length);
    expect(messageStart({ text: 'no prefix here', highlights: [] })).toBe(0);
  });

  it('keeps its prefix where the search found something in it', () => {
    expect(messageStart({ text, highlights: [{ start: 30, end: 35 }] })).toBe(0);
  });

  it('folds to its first line and counts the others', () => {
    const line = firstLineOf(found);
    expect(text.slice(line.from, line.to)).toBe('failing-map (1/1) switched from RUNNING to FAILED.');
    expect(line.moreLines).toBe(2);
    expect(firstLineOf({ text: 'one line\n', highlights: [] }).moreLines).toBe(0);
  });

  it('is cut at its highlights, also where they reach out of the part that is shown', () => {
    const line = firstLineOf(found);
    const segments = segmentsOf(text, found.highlights, line.from, line.to);
    expect(segments.filter((segment) => segment.marked).map((segment) => segment.text)).toEqual([
      'switched from RUNNING to FAILED',
    ]);
    expect(segments.map((segment) => segment.text).join('')).toBe(text.slice(line.from, line.to));
    expect(
      segmentsOf(
        'abcdef',
        [
          { start: 0, end: 3 },
          { start: 5, end: 9 },
        ],
        2,
        6,
      ),
    ).toEqual([
      { text: 'c', marked: true },
      { text: 'de', marked: false },
      { text: 'f', marked: true },
    ]);
  });

  it('names its logger as a person does', () => {
    expect(shortLogger('org.apache.flink.runtime.taskmanager.Task')).toBe('Task');
    expect(shortLogger(null)).toBe('');
  });
});

describe('one more condition', () => {
  it('joins the query, once, and binds all of it', () => {
    expect(withTerm('', 'level:ERROR')).toBe('level:ERROR');
    expect(withTerm('boom', '-heartbeat')).toBe('boom -heartbeat');
    expect(withTerm('a level:ERROR', 'level:ERROR')).toBe('a level:ERROR');
    expect(withTerm('a OR b', 'process:jobmanager')).toBe('(a OR b) AND process:jobmanager');
  });
});

describe('a value as a term', () => {
  it('is quoted where it must be', () => {
    expect(termOf('process', 'taskmanager-1')).toBe('process:taskmanager-1');
    expect(termOf('logger', 'org.apache.flink.Foo$Bar')).toBe('logger:org.apache.flink.Foo$Bar');
    expect(termOf('process', 'my "tm" (1)')).toBe('process:"my \\"tm\\" (1)"');
  });
});

describe('the time before a range', () => {
  const now = Date.parse('2026-11-20T12:00:30Z');

  it('is as long and ends where the range begins', () => {
    expect(beforeOf('now-1h', 'now', now)).toEqual({
      from: '2026-11-20T10:00:00.000Z',
      to: '2026-11-20T11:00:00.000Z',
    });
    expect(beforeOf('2026-11-20T10:00:00Z', '2026-11-20T10:15:00Z', now)).toEqual({
      from: '2026-11-20T09:45:00.000Z',
      to: '2026-11-20T10:00:00.000Z',
    });
  });
});
