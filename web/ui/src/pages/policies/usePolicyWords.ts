import { useTranslation } from 'react-i18next';
import { type Policy, SIGNS } from './shape';

const SHORT = /^flink_(job|task)manager_(job_)?(task_)?(operator_)?/;

/** What a policy says, in one line. */
export function usePolicyWords() {
  const { t } = useTranslation();
  return (policy: Policy): string => {
    if (policy.kind === 'number') {
      const conditions = policy.conditions.map(({ metric, comparison, against, threshold }) => {
        const name = metric.replace(SHORT, '');
        return `${against === 'PREVIOUS' ? t('policies.changeOf', { name }) : name} ${SIGNS[comparison]} ${threshold}`;
      });
      const joined = conditions.join(` ${t(`policies.join.${policy.match}`)} `);
      return `${joined} · ${t('policies.lasting', { points: policy.points, minutes: policy.granularity })}`;
    }
    const matchers = policy.matchers
      .map(({ field, operator, values }) => `${field} ${t(`policies.operator.${operator}`)} ${values.join(' | ')}`)
      .join(` ${t('policies.join.ALL')} `);
    const receivers = policy.receivers;
    if (!receivers) return matchers;
    return `${matchers} → ${receivers.length ? receivers.join(', ') : t('policies.nobody')}`;
  };
}
