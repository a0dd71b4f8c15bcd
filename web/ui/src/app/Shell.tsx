import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { Bones } from '../components/Loaded';
import { AboutDrawer } from './AboutDrawer';
import { ConnectionBanner } from './ConnectionBanner';
import { HelpDialog } from './HelpDialog';
import { PageCrash } from './PageCrash';
import { Sidebar } from './Sidebar';
import css from './shell.module.css';
import { useIncidentNews } from './useIncidentNews';
import { useKeys } from './useKeys';
import { useLiveEvents } from './useLiveEvents';

const Palette = lazy(() => import('./Palette'));

/** What surrounds every page: where to go, whether Weir answers, the keyboard. */
export function Shell() {
  const { t } = useTranslation();
  const [help, helpHandlers] = useDisclosure(false);
  const [about, aboutHandlers] = useDisclosure(false);
  const live = useLiveEvents();
  const [palette, paletteHandlers] = useDisclosure(false);
  useKeys(helpHandlers.open, paletteHandlers.toggle);
  useIncidentNews();
  return (
    <div className={css.shell}>
      <a href="#main" className={css.skip}>
        {t('nav.skip')}
      </a>
      <Sidebar live={live} onHelp={helpHandlers.open} onFind={paletteHandlers.open} onAbout={aboutHandlers.open} />
      <main id="main" className={css.main} tabIndex={-1}>
        <ConnectionBanner />
        <PageCrash>
          <Suspense fallback={<Bones rows={8} />}>
            <Outlet />
          </Suspense>
        </PageCrash>
      </main>
      {palette && (
        <Suspense fallback={null}>
          <Palette onClose={paletteHandlers.close} />
        </Suspense>
      )}
      <HelpDialog opened={help} onClose={helpHandlers.close} />
      <AboutDrawer opened={about} onClose={aboutHandlers.close} live={live} />
    </div>
  );
}
