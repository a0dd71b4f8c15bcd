import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Go } from '../../components/Go';
import { Icon } from '../../components/icons';
import { Empty, Loaded } from '../../components/Loaded';
import { Dot, Pill, SeverityPill } from '../../components/Pill';
import { type Column, Rows } from '../../components/Rows';
import { RuleName } from '../../components/RuleName';
import { At } from '../../components/Time';
import { bySeverity, severityTone, type Tone } from '../../components/tone';
import { duration } from '../../format/units';
import { text, useUrlState } from '../../url/urlState';
import { ReplayPanel } from './replay/ReplayPanel';
import css from './rules.module.css';

const SHAPE = { rule: text(), replay: text() };
const HEALTH: Record<Rule['health'], Tone> = { ok: 'healthy', error: 'critical', unknown: 'unknown' };

export default function RulesPage() {
  const { t, i18n } = useTranslation();
  const [filter, set] = useUrlState(SHAPE);
  const query = useApi('/api/v1/rules');
  const words = (rule: Rule) => (i18n.language === 'zh' ? rule.summaryZh : rule.summary);
  const columns: Column<Rule>[] = [
    {
      id: 'name',
      title: t('rules.name'),
      sort: (rule) => rule.name,
      render: (rule) => (
        <div>
          <span className="row">
            <Dot tone={HEALTH[rule.health]} label={t(`health.${rule.health}`)} /> <RuleName name={rule.name} />
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
    { id: 'summary', title: t('rules.means'), above: 'md', render: words },
    {
      id: 'parameters',
      title: t('rules.parameters'),
      above: 'lg',
      render: (rule) => (
        <span className={`mono ${css.parameters}`}>
          {Object.entries(rule.parameters).map(([name, value]) => (
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
          onClick={() => set({ replay: rule.name }, { push: true })}
        >
          {t('rules.replay.open')}
        </Button>
      ),
    },
  ];
  return (
    <Page title={t('nav.rules')}>
      <div className="row" style={{ padding: '14px 0 8px' }} role="search">
        <TextInput
          data-search
          leftSection={<Icon name="search" size={14} />}
          placeholder={t('rules.search')}
          aria-label={t('rules.search')}
          value={filter.rule}
          onChange={(e) => set({ rule: e.currentTarget.value })}
        />
      </div>
      <Loaded query={query} rows={8}>
        {(all) => {
          const wanted = filter.rule.toLowerCase();
          const rows = all
            .filter((rule) => `${rule.name} ${words(rule)}`.toLowerCase().includes(wanted))
            .sort((a, b) => b.firing - a.firing || bySeverity(a.severity, b.severity) || a.name.localeCompare(b.name));
          const replayed = all.find((rule) => rule.name === filter.replay);
          if (rows.length === 0 && !replayed) return <Empty title={t(all.length ? 'rules.noneMatch' : 'rules.none')} />;
          return (
            <>
              {replayed && (
                <ReplayPanel key={replayed.name} rule={replayed} onClose={() => set({ replay: '' }, { push: true })} />
              )}
              <Rows
                label={t('nav.rules')}
                columns={columns}
                rows={rows}
                keyOf={(rule) => rule.name}
                toneOf={(rule) => (rule.firing ? severityTone(rule.severity) : undefined)}
              />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
