import type { Schemas } from '../../api/types';
import { type MatcherRow, rowOf, textOf } from '../../components/matchers/matcher';

export type Window = Schemas['MaintenanceWindow'];
type Times = Schemas['TimeInterval'][];

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** What a window's form holds. */
export interface MaintenanceForm {
  name: string;
  matchers: MatcherRow[];
  comment: string;
  again: boolean;
  /** Local times of this browser, as its field writes them. */
  from: string;
  to: string;
  /** None for every day. */
  weekdays: Weekday[];
  start: string;
  end: string;
  zone: string;
  /** Times that the form cannot show, kept as they are. */
  other: Times | null;
}

const two = (number: number) => String(number).padStart(2, '0');

/** A moment as a field for local times holds it. */
export function localOf(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function emptyForm(now: Date, zone: string): MaintenanceForm {
  return {
    name: '',
    matchers: [{ name: '', operator: '=', value: '' }],
    comment: '',
    again: false,
    from: localOf(now),
    to: localOf(new Date(now.getTime() + 2 * 3_600_000)),
    weekdays: [],
    start: '02:00',
    end: '04:00',
    zone,
    other: null,
  };
}

/** Alertmanager takes no time over midnight; the form does, and writes two intervals: the evening, and the next day's morning. */
export function timesOf(form: MaintenanceForm): Times {
  if (!form.again) return [];
  if (form.other) return form.other;
  const interval = (start: string, end: string, days: Weekday[]) => ({
    times: [{ start_time: start, end_time: end }],
    ...(days.length ? { weekdays: days } : {}),
    ...(form.zone && form.zone !== 'UTC' ? { location: form.zone } : {}),
  });
  if (form.start < form.end) return [interval(form.start, form.end, form.weekdays)];
  const evening = interval(form.start, '24:00', form.weekdays);
  const next = form.weekdays.map((day) => WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % 7] as Weekday);
  return form.end === '00:00' ? [evening] : [evening, interval('00:00', form.end, next)];
}

/** The days that a weekday or a range such as monday:friday names; null when it names others. */
function daysOf(texts: string[]): Weekday[] | null {
  const days: Weekday[] = [];
  for (const text of texts) {
    const [first = '', last = first] = text.split(':');
    const from = WEEKDAYS.indexOf(first as Weekday);
    const to = WEEKDAYS.indexOf(last as Weekday);
    if (from < 0 || to < from) return null;
    days.push(...WEEKDAYS.slice(from, to + 1));
  }
  return days;
}

const same = (a: Times, b: Times) => JSON.stringify(normal(a)) === JSON.stringify(normal(b));

const normal = (times: Times) =>
  times.map((one) => [
    one.times?.map((time) => [time.start_time, time.end_time]) ?? [],
    [...(daysOf(one.weekdays ?? []) ?? [])].sort(),
    one.days_of_month ?? [],
    one.months ?? [],
    one.years ?? [],
    one.location ?? 'UTC',
  ]);

/** The form to change a window. */
export function formOf(window: Window, now: Date, zone: string): MaintenanceForm {
  const [first, second] = window.times;
  const form: MaintenanceForm = {
    ...emptyForm(now, zone),
    name: window.name,
    matchers: window.matchers.map(rowOf),
    comment: window.comment,
    again: window.times.length > 0,
  };
  if (!form.again) {
    form.from = window.startsAt ? localOf(new Date(window.startsAt)) : form.from;
    form.to = window.endsAt ? localOf(new Date(window.endsAt)) : form.to;
    return form;
  }
  const time = first?.times?.[0];
  const simple: MaintenanceForm = {
    ...form,
    weekdays: daysOf(first?.weekdays ?? []) ?? [],
    start: time?.start_time ?? '00:00',
    end: (second ? second.times?.[0]?.end_time : time?.end_time === '24:00' ? '00:00' : time?.end_time) ?? '00:00',
    zone: first?.location ?? 'UTC',
  };
  const bounded = window.startsAt !== null || window.endsAt !== null;
  return !bounded && same(timesOf(simple), window.times) ? simple : { ...form, other: window.times };
}

export const matchersOf = (form: MaintenanceForm) => form.matchers.filter((row) => row.name.trim() !== '').map(textOf);

/** The body that makes or changes a window. */
export function bodyOf(form: MaintenanceForm, window?: Window) {
  const bounds = form.again
    ? { startsAt: form.other ? (window?.startsAt ?? null) : null, endsAt: form.other ? (window?.endsAt ?? null) : null }
    : { startsAt: new Date(form.from).toISOString(), endsAt: new Date(form.to).toISOString() };
  return { name: form.name, matchers: matchersOf(form), comment: form.comment, times: timesOf(form), ...bounds };
}

/** Times in words that need no translation, such as {@code sunday 02:00-04:00 Asia/Shanghai}. */
export function wordsOf(times: Times): string {
  return times
    .map((one) =>
      [
        one.weekdays?.join(', '),
        one.days_of_month?.join(', '),
        one.months?.join(', '),
        one.years?.join(', '),
        one.times?.map((time) => `${time.start_time}-${time.end_time}`).join(', '),
        one.location ?? 'UTC',
      ]
        .filter(Boolean)
        .join(' '),
    )
    .join('; ');
}
