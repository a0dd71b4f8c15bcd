const two = (n: number) => String(n).padStart(2, '0');

function sameDay(a: Date, b: Date): boolean {
  return a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate();
}

export function clock(at: number | string | Date, millis = false): string {
  const date = new Date(at);
  const text = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return millis ? `${text}.${String(date.getMilliseconds()).padStart(3, '0')}` : text;
}

export function day(at: number | string | Date): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The clock alone for today, else with the day: local time, because the reader's wall clock is local. */
export function stamp(at: number | string | Date, now = Date.now()): string {
  return sameDay(new Date(at), new Date(now)) ? clock(at) : `${day(at).slice(5)} ${clock(at)}`;
}

/** The whole instant with its zone, for tooltips. */
export function instant(at: number | string | Date): string {
  const date = new Date(at);
  const offset = -date.getTimezoneOffset();
  const zone = offset === 0 ? 'UTC' : `UTC${offset > 0 ? '+' : '-'}${Math.abs(offset / 60)}`;
  return `${day(date)} ${clock(date, true)} ${zone}`;
}
