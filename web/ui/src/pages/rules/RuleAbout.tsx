import { useTranslation } from 'react-i18next';
import type { RuleDetail } from '../../api/types';
import { Stack } from '../../components/Copy';
import { Dot, SeverityPill } from '../../components/Pill';
import { Pairs, Section } from '../../components/Section';
import { At } from '../../components/Time';
import { duration } from '../../format/units';
import { HEALTH } from './health';
import css from './rules.module.css';

/** What a rule means, what to do, how it is found, how its evaluations go, and whose overrides are in force. */
export function RuleAbout({ detail }: { detail: RuleDetail }) {
  const { t, i18n } = useTranslation();
  const zh = i18n.language === 'zh';
  const { rule } = detail;
  const scopes = [
    ...detail.setting.scopes.map((scope) => ({ ...scope, from: t('rules.fromForm') })),
    ...detail.configScopes.map((scope) => ({ ...scope, from: 'weir.yaml' })),
  ];
  return (
    <div className={css.about}>
      <p>{zh ? detail.meaningZh : detail.meaning}</p>
      <p>{zh ? detail.adviceZh : detail.advice}</p>
      <Pairs
        pairs={[
          [t('events.severity'), <SeverityPill key="s" severity={rule.severity} />],
          [t('rules.group'), rule.group],
          [t('rules.subject'), detail.subject],
          [
            t('rules.health'),
            <span key="h" className="row">
              <Dot tone={HEALTH[rule.health]} label={t(`rules.healths.${rule.health}`)} />
              {t(`rules.healths.${rule.health}`)}
            </span>,
          ],
          [
            t('rules.evaluated'),
            rule.lastEvaluation ? (
              <span key="e">
                <At at={rule.lastEvaluation} /> <span className="faint">{duration(rule.lastDurationMs)}</span>
              </span>
            ) : (
              t('common.never')
            ),
          ],
          [
            t('rules.docs'),
            <a key="d" href={detail.docs} target="_blank" rel="noreferrer">
              {detail.docs.replace('/docs/', '')}
            </a>,
          ],
        ]}
      />
      {rule.lastError && <div className={`mono ${css.error}`}>{rule.lastError}</div>}
      {detail.expression && (
        <Section title="PromQL">
          <Stack text={detail.expression} />
        </Section>
      )}
      <Section title={t('rules.inForce')} count={scopes.length}>
        {scopes.length === 0 && <p className="dim">{t('rules.noScopes')}</p>}
        {scopes.map((scope, index) => (
          <div key={index} className={css.override}>
            <span className="mono">{scope.match}</span> <span className="faint">{scope.from}</span>
            <div className={`mono ${css.parameters}`}>
              {Object.entries(scope.parameters).map(([name, value]) => (
                <span key={name}>
                  <span className="faint">{name}</span> {value}
                </span>
              ))}
            </div>
          </div>
        ))}
      </Section>
    </div>
  );
}
