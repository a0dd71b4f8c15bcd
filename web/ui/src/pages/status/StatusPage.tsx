import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Copy, Stack } from '../../components/Copy';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { Build } from './Build';
import { Disk } from './Disk';
import { Loops } from './Loops';
import { Queues } from './Queues';

/** Weir watching itself: its loops, queues, disk, build and configuration. */
export default function StatusPage() {
  const { t } = useTranslation();
  const status = useApi('/api/v1/status');
  const detail = useApi('/api/v1/status/detail');
  return (
    <Page title={t('nav.status')}>
      <Loaded query={status}>
        {(weir) => (
          <>
            <Loops loops={weir.loops} />
            <Build status={weir} detail={detail.data} />
          </>
        )}
      </Loaded>
      <Loaded query={detail}>
        {(more) => (
          <>
            <Queues queues={more.queues} />
            <Disk disk={more.disk} />
            <Section title={t('status.configuration')} actions={<Copy text={more.configuration} />}>
              <p className="faint">{t('status.configurationHint')}</p>
              <Stack text={more.configuration} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
