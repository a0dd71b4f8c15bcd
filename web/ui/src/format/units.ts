import type { Unit } from '../api/types';

/** Shown where a number is not known. */
export const NONE = '–';

function short(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 0.01) return value.toExponential(0);
  if (size < 1) return value.toFixed(2);
  if (size < 10) return value.toFixed(size % 1 ? 1 : 0);
  return value.toFixed(0);
}

function scaled(value: number, base: number, names: string[]): string {
  let rest = value;
  let step = 0;
  while (Math.abs(rest) >= base * 0.9995 && step < names.length - 1) {
    rest /= base;
    step++;
  }
  const name = names[step];
  const digits = Math.abs(rest) >= 100 || step === 0 ? short(rest) : rest.toFixed(Math.abs(rest) >= 10 ? 1 : 2);
  return name ? `${digits} ${name}` : digits;
}

export const count = (value: number) => scaled(value, 1_000, ['', 'k', 'M', 'G', 'T']);
export const bytes = (value: number) => scaled(value, 1_024, ['B', 'KiB', 'MiB', 'GiB', 'TiB']);
export const share = (value: number) => `${(value * 100).toFixed(value > 0 && value < 0.095 ? 1 : 0)} %`;

/** A duration in the two units that matter. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return NONE;
  if (ms < 0) return `-${duration(-ms)}`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1_000;
  if (seconds < 59.95) return seconds < 9.995 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  if (whole < 3_600) return `${Math.floor(whole / 60)} m ${two(whole % 60)} s`;
  if (whole < 86_400) return `${Math.floor(whole / 3_600)} h ${two(Math.floor((whole % 3_600) / 60))} m`;
  return `${Math.floor(whole / 86_400)} d ${Math.floor((whole % 86_400) / 3_600)} h`;
}

/** A value of a chart in its unit; null and NaN are "not measured". */
export function formatUnit(unit: Unit, value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return NONE;
  switch (unit) {
    case 'perSecond':
      return `${count(value)}/s`;
    case 'share':
      return share(value);
    case 'bytes':
      return bytes(value);
    case 'bytesPerSecond':
      return `${bytes(value)}/s`;
    case 'milliseconds':
      return duration(value);
    case 'count':
      return count(value);
  }
}

export const integer = (value: number) => new Intl.NumberFormat('en').format(value).replaceAll(',', '\u202f');
