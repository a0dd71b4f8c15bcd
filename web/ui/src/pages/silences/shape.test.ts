import { describe, expect, it } from 'vitest';
import type { WeirEvent } from '../../api/types';
import { rowOf, textOf } from '../../components/matchers/matcher';
import { bodyOf, emptyForm, formOf, formOfSilence } from './shape';

const NOW = Date.parse('2026-01-05T10:00:00Z');
const event = {
  id: 'e1',
  state: 'firing',
  labels: { severity: 'critical', job_name: 'or"ders', cluster: 'a' },
} as unknown as WeirEvent;

describe('a silence', () => {
  it('takes an event’s labels, but not its severity, which may change', () => {
    expect(bodyOf(formOf(event), NOW)).toEqual({
      matchers: ['cluster="a"', 'job_name="or\\"ders"'],
      comment: '',
      untilResolved: 'e1',
    });
  });

  it('ends after some hours unless it ends with an event', () => {
    const form = { ...emptyForm(), matchers: [rowOf('a=~"b|c"')], hours: 2, comment: 'release' };
    expect(bodyOf(form, NOW)).toEqual({
      matchers: ['a=~"b|c"'],
      comment: 'release',
      endsAt: '2026-01-05T12:00:00.000Z',
    });
  });

  it('leaves out rows without a label', () => {
    expect(bodyOf(emptyForm(), NOW).matchers).toEqual([]);
  });

  it.each(['a="b"', 'a!="b\\\\c"', 'a=~"x\\ny"', 'a!~"q\\"=\\"r"', 'a=""'])('reads and writes %s', (text) => {
    expect(textOf(rowOf(text))).toBe(text);
  });

  it('is changed from what it has left', () => {
    const form = formOfSilence(
      {
        id: 's',
        state: 'active',
        matchers: ['a="b"'],
        startsAt: '2026-01-05T09:00:00Z',
        endsAt: '2026-01-05T13:00:00Z',
        updatedAt: '2026-01-05T09:00:00Z',
        createdBy: 'ann',
        comment: 'c',
        untilResolved: null,
        silenced: 0,
      },
      NOW,
    );
    expect(form).toMatchObject({ hours: 3, comment: 'c', untilResolved: false });
  });
});
