import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BrowserRouter, Route, Routes } from 'react-router';
import { queryClient } from '../api/queryClient';
import { Bones } from '../components/Loaded';
import { cssVariables, theme } from '../theme';
import { DETAILS, PAGES } from './pages';
import { SessionGate } from './SessionGate';
import { Shell } from './Shell';

const LoginPage = lazy(() => import('../pages/login/LoginPage'));
const NowherePage = lazy(() => import('../pages/NowherePage'));

export function App() {
  const { t } = useTranslation();
  // The cross that closes them is a picture: whoever does not see it is told in their language.
  const named = useMemo(() => {
    const closing = { defaultProps: { closeButtonProps: { 'aria-label': t('common.close') } } };
    return mergeThemeOverrides(theme, { components: { Drawer: closing, Modal: closing } });
  }, [t]);
  return (
    <MantineProvider theme={named} cssVariablesResolver={cssVariables} defaultColorScheme="dark">
      <Notifications position="bottom-right" limit={4} />
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <Suspense fallback={<Bones rows={0} />}>
            <Routes>
              <Route path="/login" element={<LoginPage />} />
              <Route
                element={
                  <SessionGate>
                    <Shell />
                  </SessionGate>
                }
              >
                {[...PAGES, ...DETAILS].map(({ path, component: Component }) => (
                  <Route key={path} path={path} element={<Component />} />
                ))}
                <Route path="*" element={<NowherePage />} />
              </Route>
            </Routes>
          </Suspense>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}
