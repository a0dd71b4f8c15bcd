import type { Target, TargetSource } from '../../api/types';

export interface TargetGroup {
  key: string;
  origin: TargetSource['origin'];
  source: string;
  targets: Target[];
  error: string | null;
}

const keyOf = (each: { origin: string; source: string }) => `${each.origin} ${each.source}`;

/**
 * Targets by the source that tells of them. A source without targets is a group too when it has something to say: then a person may be
 * looking for what is missing.
 */
export function groupsOf(targets: Target[], sources: TargetSource[], withEmpty: boolean): TargetGroup[] {
  const groups = new Map<string, TargetGroup>();
  for (const source of sources)
    if (withEmpty && source.lastError !== null)
      groups.set(keyOf(source), { ...source, key: keyOf(source), targets: [], error: source.lastError });
  for (const target of targets) {
    const key = keyOf(target);
    const group = groups.get(key);
    if (group) group.targets.push(target);
    else {
      const error = sources.find((source) => keyOf(source) === key)?.lastError ?? null;
      groups.set(key, { key, origin: target.origin, source: target.source, targets: [target], error });
    }
  }
  return [...groups.values()].sort((a, b) => a.key.localeCompare(b.key));
}

/** Whether a target has a text in what is shown of it, as the server's `q` does. */
export function holds(target: Target, text: string): boolean {
  const labels = Object.entries(target.labels).map(([name, value]) => `${name}=${value}`);
  const all = [target.url, target.source, target.lastError ?? '', ...labels].join(' ').toLowerCase();
  return all.includes(text.trim().toLowerCase());
}

export const upOf = (targets: Target[]) => targets.filter((target) => target.health === 'up').length;

/** A target that was not scraped for three intervals is late, whatever its last word was. */
export function isLate(target: Target, now: number): boolean {
  return target.lastScrape !== null && now - new Date(target.lastScrape).getTime() > 3 * target.intervalMs + 5_000;
}

/** The series of a target, for the Explore page. */
export function seriesOf(target: Target): string {
  const names = target.reads === 'rest' ? ['cluster', 'instance'] : ['cluster', 'instance', 'process'];
  const matchers = names
    .filter((name) => target.labels[name])
    .map((name) => `${name}=${JSON.stringify(target.labels[name])}`);
  return `up{${matchers.join(', ')}}`;
}
