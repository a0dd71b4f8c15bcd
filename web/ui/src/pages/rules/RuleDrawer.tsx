import { Drawer, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Loaded } from '../../components/Loaded';
import { RuleAbout } from './RuleAbout';
import { RuleForm } from './RuleForm';
import { RuleHistory } from './RuleHistory';

/** Everything about a built-in rule, and the form to set it up. */
export function RuleDrawer({ name, onClose }: { name: string; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const query = useApi('/api/v1/rules/{name}', { params: { name } });
  const title = query.data && (i18n.language === 'zh' ? query.data.rule.summaryZh : query.data.rule.summary);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={620}
      title={
        <span style={{ overflowWrap: 'anywhere' }}>
          <b>{name}</b> <span className="dim">{title}</span>
        </span>
      }
    >
      <Loaded query={query} rows={8}>
        {(detail) => (
          <Tabs defaultValue="about" keepMounted={false}>
            <Tabs.List>
              <Tabs.Tab value="about">{t('rules.about')}</Tabs.Tab>
              <Tabs.Tab value="form">{t('rules.settings')}</Tabs.Tab>
              <Tabs.Tab value="history">{t('rules.history')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="about">
              <RuleAbout detail={detail} />
            </Tabs.Panel>
            <Tabs.Panel value="form" keepMounted>
              <RuleForm key={detail.setting.version} detail={detail} onDone={onClose} />
            </Tabs.Panel>
            <Tabs.Panel value="history">
              <RuleHistory name={name} />
            </Tabs.Panel>
          </Tabs>
        )}
      </Loaded>
    </Drawer>
  );
}
