import { describe, expect, it } from 'vitest';
import { duration, formatUnit, integer, NONE } from './units';

describe('a value in its unit', () => {
  it.each([
    ['perSecond', 1012.4, '1.01 k/s'],
    ['perSecond', 0, '0/s'],
    ['perSecond', 0.25, '0.25/s'],
    ['perSecond', 999.9, '1.00 k/s'],
    ['share', 0.997, '100 %'],
    ['share', 0.031, '3.1 %'],
    ['share', 0, '0 %'],
    ['bytes', 512, '512 B'],
    ['bytes', 1024, '1.00 KiB'],
    ['bytes', 419_430_400, '400 MiB'],
    ['bytesPerSecond', 2_621_440, '2.50 MiB/s'],
    ['milliseconds', 0, '0 ms'],
    ['milliseconds', 1_240, '1.2 s'],
    ['count', 4_120, '4.12 k'],
    ['count', 3, '3'],
  ] as const)('%s %d reads %s', (unit, value, text) => {
    expect(formatUnit(unit, value)).toBe(text);
  });

  it('is a dash where it was not measured', () => {
    for (const value of [null, undefined, Number.NaN]) expect(formatUnit('share', value)).toBe(NONE);
  });
});

describe('a duration', () => {
  it.each([
    [820, '820 ms'],
    [59_400, '59 s'],
    [59_960, '1 m 00 s'],
    [725_000, '12 m 05 s'],
    [3_600_000, '1 h 00 m'],
    [273_600_000, '3 d 4 h'],
    [-5_000, '-5.0 s'],
  ])('of %d ms reads %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

it('a long integer is grouped by thin spaces', () => {
  expect(integer(1_234_567)).toBe('1\u202f234\u202f567');
});
