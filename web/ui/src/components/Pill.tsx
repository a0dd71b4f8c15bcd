import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventState, Job, Severity } from '../api/types';
import { jobTone, severityTone, type Tone } from './tone';
import css from './ui.module.css';

export function Pill({
  tone,
  solid,
  title,
  children,
}: {
  tone: Tone;
  solid?: boolean;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={`${css.pill} ${css[tone]}`}
      data-solid={solid || undefined}
      data-hatched={tone === 'unknown' || undefined}
      title={title}
    >
      {children}
    </span>
  );
}

export function Dot({ tone, label }: { tone: Tone; label: string }) {
  return <span className={`${css.dot} ${css[tone]}`} role="img" aria-label={label} title={label} />;
}

/**
 * A job's state, with what contradicts it: a RUNNING job without a TaskManager does not run. While its cluster is unknown, what was last
 * seen, hatched and said so.
 */
export function JobPill({ job }: { job: Pick<Job, 'state' | 'stateKnown' | 'condition'> }) {
  const { t } = useTranslation();
  if (job.stateKnown && (job.condition === 'NO_TASKMANAGER' || job.condition === 'TASK_FAILED')) {
    return (
      <Pill tone="critical" title={t(`condition.${job.condition}.why`)}>
        {job.state}: {t(`condition.${job.condition}.short`)}
      </Pill>
    );
  }
  if (job.stateKnown) return <Pill tone={jobTone(job.state)}>{job.state}</Pill>;
  return (
    <Pill tone="unknown" title={t('state.lastSeen', { state: job.state })}>
      {t('state.unknownLast', { state: job.state })}
    </Pill>
  );
}

export function SeverityPill({ severity, solid }: { severity: Severity; solid?: boolean }) {
  const { t } = useTranslation();
  return (
    <Pill tone={severityTone(severity)} solid={solid}>
      {t(`severity.${severity}`)}
    </Pill>
  );
}

export function EventStatePill({ state, severity }: { state: EventState; severity: Severity }) {
  const { t } = useTranslation();
  const tone = state === 'firing' ? severityTone(severity) : state === 'pending' ? 'info' : 'quiet';
  return <Pill tone={tone}>{t(`eventState.${state}`)}</Pill>;
}
