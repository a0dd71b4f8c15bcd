import type { Schemas, WeirEvent } from '../../api/types';
import { type MatcherRow, rowOf, textOf } from '../../components/matchers/matcher';

export type Silence = Schemas['Silence'];

/** What a silence's form holds. */
export interface SilenceForm {
  matchers: MatcherRow[];
  hours: number;
  comment: string;
  /** Ends with this event, when the person wants that. */
  eventId?: string | undefined;
  untilResolved: boolean;
}

export const HOURS = [1, 4, 12, 24, 72, 168];

/** Labels that change while an event goes on, so that a silence by them would end too soon. */
const CHANGING = new Set(['severity']);

export function emptyForm(): SilenceForm {
  return { matchers: [{ name: '', operator: '=', value: '' }], hours: 4, comment: '', untilResolved: false };
}

/** The form for "silence this": exactly the labels that the event has. */
export function formOf(event: WeirEvent): SilenceForm {
  const matchers = Object.entries(event.labels)
    .filter(([name]) => !CHANGING.has(name))
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value]): MatcherRow => ({ name, operator: '=', value }));
  return { ...emptyForm(), matchers, eventId: event.id, untilResolved: event.state !== 'resolved' };
}

/** The form to change a silence. */
export function formOfSilence(silence: Silence, now: number): SilenceForm {
  const left = Math.max(1, Math.round((Date.parse(silence.endsAt) - now) / 3_600_000));
  return {
    matchers: silence.matchers.map(rowOf),
    hours: left,
    comment: silence.comment,
    eventId: silence.untilResolved ?? undefined,
    untilResolved: silence.untilResolved !== null,
  };
}

export const matchersOf = (form: SilenceForm) => form.matchers.filter((row) => row.name.trim() !== '').map(textOf);

/** The body that makes or changes a silence. */
export function bodyOf(form: SilenceForm, now: number) {
  const until = form.untilResolved && form.eventId ? { untilResolved: form.eventId } : {};
  const end =
    form.untilResolved && form.eventId ? {} : { endsAt: new Date(now + form.hours * 3_600_000).toISOString() };
  return { matchers: matchersOf(form), comment: form.comment, ...until, ...end };
}
