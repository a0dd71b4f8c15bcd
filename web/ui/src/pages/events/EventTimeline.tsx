import { useTranslation } from 'react-i18next';
import type { WeirEvent } from '../../api/types';
import { At } from '../../components/Time';
import { duration } from '../../format/units';
import css from './events.module.css';

/** When the condition began, when it fired, when it was over and why. */
export function EventTimeline({ event }: { event: WeirEvent }) {
  const { t } = useTranslation();
  const start = Date.parse(event.startsAt);
  const after = (at: string | null) => (at ? t('events.after', { duration: duration(Date.parse(at) - start) }) : '');
  const steps = [
    { name: t('events.began'), at: event.startsAt, more: '', tone: 'info' },
    {
      name: t('events.fired'),
      at: event.firedAt,
      more: event.firedAt ? after(event.firedAt) : t('events.notYet'),
      tone: event.severity,
    },
    {
      name: t('events.resolved'),
      at: event.resolvedAt,
      more: event.resolvedAt
        ? [after(event.resolvedAt), event.resolvedBecause].filter(Boolean).join(' · ')
        : t('events.stillOn'),
      tone: 'healthy',
    },
  ];
  return (
    <ol className={css.timeline}>
      {steps.map((step) => (
        <li key={step.name} data-tone={step.tone} data-open={step.at ? undefined : true}>
          <b>{step.name}</b> {step.at && <At at={step.at} />}
          <div className="dim">{step.more}</div>
        </li>
      ))}
    </ol>
  );
}
