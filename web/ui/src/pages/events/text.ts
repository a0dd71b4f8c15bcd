import type { WeirEvent } from '../../api/types';

/** A text of an event in the reader's language; English where there is no Chinese twin. */
export function annotation(event: WeirEvent, name: string, language: string): string | undefined {
  const twin = language.startsWith('zh') ? event.annotations[`${name}_zh`] : undefined;
  return twin || event.annotations[name] || undefined;
}

export function summaryOf(event: WeirEvent, language: string): string {
  return annotation(event, 'summary', language) ?? event.summary;
}

export const PROSE = ['description', 'advice'] as const;
const SHOWN_ELSEWHERE = new Set<string>(['summary', ...PROSE]);
const SHORT = 80;

const FIRST = ['root_cause', 'exception'];
const rankOf = (name: string) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

type Named = [name: string, text: string];

/** The other annotations: texts such as a stack trace, and details that fit in a line. */
export function evidenceOf(event: WeirEvent, language: string): { evidence: Named[]; details: Named[] } {
  const others = Object.keys(event.annotations)
    .filter((name) => !name.endsWith('_zh') && !SHOWN_ELSEWHERE.has(name))
    .sort((a, b) => rankOf(a) - rankOf(b) || a.localeCompare(b))
    .map((name): Named => [name, annotation(event, name, language) ?? '']);
  const isShort = ([name, text]: Named) =>
    name !== 'root_cause' && text.length <= SHORT && !text.trimEnd().includes('\n');
  return { evidence: others.filter((each) => !isShort(each)), details: others.filter(isShort) };
}

/** What an event is about, in as few words as tell it apart. */
export function subjectOf({ subject }: WeirEvent): string {
  const job = subject.jobName ?? subject.jobId;
  const parts = [job, job ? subject.vertexName : null, subject.process].filter(Boolean);
  return parts.length ? parts.join(' › ') : subject.cluster;
}

/** How long it lasted, or has lasted until now. */
export function lastedMs(event: WeirEvent, now: number): number {
  return (event.resolvedAt ? Date.parse(event.resolvedAt) : now) - Date.parse(event.startsAt);
}
