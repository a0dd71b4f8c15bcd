import type { LogLevel } from '../../api/types';

/** From the worst to the least, which is how bars are stacked: trouble stands on the ground. */
export const LEVELS: LogLevel[] = ['FATAL', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE', 'UNKNOWN'];

export function levelsOf(counts: Record<string, number>): [LogLevel, number][] {
  return LEVELS.map((level): [LogLevel, number] => [level, counts[level] ?? 0]).filter(([, count]) => count > 0);
}
