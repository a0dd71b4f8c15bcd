import { describe, expect, it } from 'vitest';
import { bodyOf, emptyForm, formOf, localOf, type MaintenanceForm, timesOf, type Window, wordsOf } from './shape';

const now = new Date('2026-11-20T10:00:00Z');
const base: MaintenanceForm = { ...emptyForm(now, 'Asia/Shanghai'), name: 'disks', again: true };

const window = (over: Partial<Window>): Window => ({
  id: 'w',
  version: 3,
  name: 'disks',
  state: 'pending',
  matchers: ['cluster="prod"'],
  startsAt: null,
  endsAt: null,
  times: [],
  comment: 'new disks',
  changedBy: 'ann',
  changedAt: '2026-11-01T00:00:00Z',
  nextStart: null,
  activeUntil: null,
  covered: 0,
  ...over,
});

describe('maintenance windows', () => {
  it('write one interval within a day and two over midnight, the second on the days after', () => {
    expect(timesOf({ ...base, weekdays: ['sunday'] })).toEqual([
      { times: [{ start_time: '02:00', end_time: '04:00' }], weekdays: ['sunday'], location: 'Asia/Shanghai' },
    ]);
    expect(timesOf({ ...base, weekdays: ['friday', 'saturday'], start: '22:00', end: '06:00', zone: 'UTC' })).toEqual([
      { times: [{ start_time: '22:00', end_time: '24:00' }], weekdays: ['friday', 'saturday'] },
      { times: [{ start_time: '00:00', end_time: '06:00' }], weekdays: ['saturday', 'sunday'] },
    ]);
    expect(timesOf({ ...base, start: '22:00', end: '00:00', zone: 'UTC' })).toEqual([
      { times: [{ start_time: '22:00', end_time: '24:00' }] },
    ]);
  });

  it('come back into the form as they were written', () => {
    for (const form of [
      { ...base, weekdays: ['sunday' as const] },
      { ...base, weekdays: ['friday' as const, 'saturday' as const], start: '22:00', end: '06:00' },
      { ...base, start: '22:00', end: '00:00', zone: 'UTC' },
    ]) {
      const read = formOf(window({ times: timesOf(form) }), now, 'UTC');
      expect(read.other).toBeNull();
      expect(timesOf(read)).toEqual(timesOf(form));
    }
    const ranged = formOf(
      window({ times: [{ times: [{ start_time: '01:00', end_time: '02:00' }], weekdays: ['monday:wednesday'] }] }),
      now,
      'UTC',
    );
    expect(ranged.weekdays).toEqual(['monday', 'tuesday', 'wednesday']);
  });

  it('keep times and bounds that the form cannot show', () => {
    const rich = window({
      times: [{ days_of_month: ['-1'], times: [{ start_time: '01:00', end_time: '02:00' }] }],
      endsAt: '2027-01-01T00:00:00Z',
    });
    const form = formOf(rich, now, 'UTC');
    expect(form.other).toEqual(rich.times);
    expect(bodyOf(form, rich)).toMatchObject({ times: rich.times, startsAt: null, endsAt: '2027-01-01T00:00:00Z' });
  });

  it('happen once between two local times', () => {
    const once = window({ startsAt: '2026-12-01T08:00:00Z', endsAt: '2026-12-01T09:30:00Z' });
    const form = formOf(once, now, 'UTC');
    expect(form.from).toBe(localOf(new Date('2026-12-01T08:00:00Z')));
    expect(bodyOf(form, once)).toMatchObject({
      startsAt: '2026-12-01T08:00:00.000Z',
      endsAt: '2026-12-01T09:30:00.000Z',
      times: [],
      matchers: ['cluster="prod"'],
    });
  });

  it('are told in words', () => {
    expect(wordsOf(timesOf({ ...base, weekdays: ['sunday'] }))).toBe('sunday 02:00-04:00 Asia/Shanghai');
  });
});
