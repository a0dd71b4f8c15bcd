import { expect, it } from 'vitest';
import type { Incident } from '../pages/incidents/text';
import { newOnes } from './useIncidentNews';

const incident = (id: string) => ({ id }) as Incident;

it('an incident is news once, and what was there at the first look is none', () => {
  expect(newOnes(null, [incident('a')])).toEqual([]);
  expect(newOnes(new Set(['a']), [incident('b'), incident('a')]).map(({ id }) => id)).toEqual(['b']);
  expect(newOnes(new Set(['a', 'b']), [incident('b')])).toEqual([]);
});
