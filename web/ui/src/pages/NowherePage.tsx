import { useTranslation } from 'react-i18next';
import { Page } from '../app/Page';
import { Go } from '../components/Go';
import { Empty } from '../components/Loaded';

export default function NowherePage() {
  const { t } = useTranslation();
  return (
    <Page title={t('nowhere.title')}>
      <div style={{ marginTop: 24 }}>
        <Empty title={t('nowhere.nothing')}>
          <Go to="/">{t('nowhere.back')}</Go>
        </Empty>
      </div>
    </Page>
  );
}
