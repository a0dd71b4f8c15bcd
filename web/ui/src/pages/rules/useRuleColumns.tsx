import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../api/types';
import { Go } from '../../components/Go';
import { Dot, Pill, SeverityPill } from '../../components/Pill';
import type { Column } from '../../components/Rows';
import { RuleName } from '../../components/RuleName';
import { At } from '../../components/Time';
import { severityTone } from '../../components/tone';
import { duration } from '../../format/units';
import { HEALTH } from './health';
import css from './rules.module.css';

/** The columns of the list of rules. */
export function useRuleColumns(open: (rule: Rule) => void, replay: (rule: Rule) => void): Column<Rule>[] {
  const { t, i18n } = useTranslation();
  const words = (rule: Rule) => (i18n.language === 'zh' ? rule.summaryZh : rule.summary);
  return [
    {
      id: 'name',
      title: t('rules.name'),
      sort: (rule) => rule.name,
      render: (rule) => (
        <div>
          <span className="row">
            <Dot tone={HEALTH[rule.health]} label={t(`rules.healths.${rule.health}`)} />
            <button type="button" className={css.name} onClick={() => open(rule)}>
              <RuleName name={rule.name} />
            </button>
            {!rule.enabled && <Pill tone="quiet">{t('rules.healths.off')}</Pill>}
            {rule.set > 0 && <Pill tone="quiet">{t('rules.set', { count: rule.set })}</Pill>}
          </span>
          <div className={css.narrow}>{words(rule)}</div>
          {rule.lastError && <div className={`mono ${css.error}`}>{rule.lastError}</div>}
        </div>
      ),
    },
    {
      id: 'severity',
      title: t('events.severity'),
      width: 80,
      sort: (rule) => rule.severity,
      render: (rule) => <SeverityPill severity={rule.severity} />,
    },
    { id: 'group', title: t('rules.group'), above: 'lg', sort: (rule) => rule.group, render: (rule) => rule.group },
    { id: 'summary', title: t('rules.means'), above: 'md', render: words },
    {
      id: 'parameters',
      title: t('rules.parameters'),
      above: 'lg',
      render: (rule) => (
        <span className={`mono ${css.parameters}`}>
          {Object.entries(rule.parameters)
            .filter(([name]) => name !== 'severity' && name !== 'enabled')
            .map(([name, value]) => (
              <span key={name}>
                <span className="faint">{name}</span> {value}
              </span>
            ))}
        </span>
      ),
    },
    {
      id: 'firing',
      title: t('rules.firing'),
      num: true,
      sort: (rule) => rule.firing,
      render: (rule) =>
        rule.firing ? (
          <Go to={`/events?state=firing&rule=${encodeURIComponent(rule.name)}`}>
            <Pill tone={severityTone(rule.severity)}>{rule.firing}</Pill>
          </Go>
        ) : (
          <span className="faint">0</span>
        ),
    },
    {
      id: 'pending',
      title: t('rules.pending'),
      num: true,
      above: 'sm',
      render: (rule) => rule.pending || <span className="faint">0</span>,
    },
    {
      id: 'last',
      title: t('rules.evaluated'),
      num: true,
      above: 'md',
      render: (rule) =>
        rule.lastEvaluation ? (
          <span className="nowrap">
            <At at={rule.lastEvaluation} /> <span className="faint">{duration(rule.lastDurationMs)}</span>
          </span>
        ) : (
          t('common.never')
        ),
    },
    {
      id: 'replay',
      title: '',
      width: 70,
      render: (rule) => (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t('rules.replay.openOne', { name: rule.name })}
          onClick={() => replay(rule)}
        >
          {t('rules.replay.open')}
        </Button>
      ),
    },
  ];
}
