import type { Rule } from '../../api/types';
import type { Tone } from '../../components/tone';

export const HEALTH: Record<Rule['health'], Tone> = {
  ok: 'healthy',
  error: 'critical',
  unknown: 'unknown',
  off: 'quiet',
};
