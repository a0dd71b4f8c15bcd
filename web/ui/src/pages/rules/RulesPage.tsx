import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Rule } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Icon } from '../../components/icons';
import { Empty, Loaded } from '../../components/Loaded';
import { Rows } from '../../components/Rows';
import { bySeverity, severityTone } from '../../components/tone';
import { text, useUrlState } from '../../url/urlState';
import { RuleDrawer } from './RuleDrawer';
import { ReplayPanel } from './replay/ReplayPanel';
import { useRuleColumns } from './useRuleColumns';

const SHAPE = { rule: text(), replay: text(), open: text() };

export default function RulesPage() {
  const { t, i18n } = useTranslation();
  const [filter, set] = useUrlState(SHAPE);
  const go = useNavigate();
  const query = useApi('/api/v1/rules');
  const open = (rule: Rule) => (rule.group === 'policies' ? go('/policies') : set({ open: rule.name }, { push: true }));
  const words = (rule: Rule) => (i18n.language === 'zh' ? rule.summaryZh : rule.summary);
  const columns = useRuleColumns(open, (rule) => set({ replay: rule.name }, { push: true }));
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
            .filter((rule) => `${rule.name} ${rule.group} ${words(rule)}`.toLowerCase().includes(wanted))
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
      {filter.open && (
        <RuleDrawer key={filter.open} name={filter.open} onClose={() => set({ open: '' }, { push: true })} />
      )}
    </Page>
  );
}
