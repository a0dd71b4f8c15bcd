import { describe, expect, it } from 'vitest';
import { briefly } from './StateOf';

describe('a note in a list', () => {
  it('says what failed and the deepest cause, without the log between them', () => {
    const note = 'it did not start:\n12:00 INFO a\nCaused by: b.B: x\nCaused by: c.C: no such class';
    expect(briefly(note)).toBe('it did not start: c.C: no such class');
  });

  it('is the note itself when it is one line', () => {
    expect(briefly('not started: it needs 4096 MB more')).toBe('not started: it needs 4096 MB more');
  });
});
