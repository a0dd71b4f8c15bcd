import { Tabs } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { useMay } from '../../app/SessionGate';
import { Bones, Loaded } from '../../components/Loaded';
import { At } from '../../components/Time';
import { oneOf, text, useUrlState } from '../../url/urlState';
import { DraftBar } from './DraftBar';
import { inserted, removed, routeAt, shifted, type Way, waysOf } from './document';
import { RouteTree } from './RouteTree';
import css from './routing.module.css';
import { TestBox, useTest } from './TestBox';
import { useDraft } from './useDraft';
import { useFaults } from './useFaults';

const RouteDrawer = lazy(() => import('./RouteDrawer').then(({ RouteDrawer: it }) => ({ default: it })));
const InhibitTab = lazy(() => import('./InhibitTab'));
const TimesTab = lazy(() => import('./TimesTab'));
const YamlTab = lazy(() => import('./YamlTab'));
const VersionsTab = lazy(() => import('./VersionsTab'));

const TABS = ['routes', 'inhibit', 'times', 'yaml', 'versions'] as const;
const SHAPE = {
  tab: oneOf(TABS, 'routes'),
  labels: text(),
  /** Which route, rule, interval or version is open. */
  open: text(),
};

const numberOf = (open: string) => (/^\d+$/.test(open) ? Number(open) : null);
const wayOfText = (open: string): Way | null =>
  open === 'root' ? [] : /^\d+(\.\d+)*$/.test(open) ? open.split('.').map(Number) : null;
const textOfWay = (way: Way) => way.join('.') || 'root';

function Origin({ routing }: { routing: Schemas['Routing'] }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="dim">
        {t(`routing.sources.${routing.source}`)}
        {routing.changedBy && routing.changedAt && (
          <>
            {' '}
            v{routing.version} {routing.changedBy} <At at={routing.changedAt} />
          </>
        )}
      </p>
      {routing.problems.map((problem) => (
        <div key={problem.place + problem.message} role="alert" className={css.wrong}>
          <span className="mono">{problem.place}</span>: {problem.message}
        </div>
      ))}
    </>
  );
}

function Routing({ routing }: { routing: Schemas['Routing'] }) {
  const { t } = useTranslation();
  const may = useMay('edit_alerts');
  const [{ tab, labels, open }, set] = useUrlState(SHAPE);
  const draft = useDraft(routing, may);
  const { document } = draft;
  const faults = useFaults(draft, may);
  const usable = faults.length === 0;
  const test = useTest(labels, draft, usable);
  const way = tab === 'routes' ? wayOfText(open) : null;
  const put = (route: typeof document.route) => draft.change({ ...document, route });
  const focus = (at: Way) =>
    requestAnimationFrame(() => window.document.querySelector<HTMLElement>(`[data-way="${at.join('.')}"]`)?.focus());
  const actions = {
    open: (at: Way) => set({ open: textOfWay(at) }, { push: true }),
    add: (above: Way) => {
      put(inserted(document.route, above, {}));
      set({ open: textOfWay([...above, routeAt(document.route, above)?.routes?.length ?? 0]) }, { push: true });
    },
    remove: (at: Way) => {
      put(removed(document.route, at));
      set({ open: '' });
      focus(at.slice(0, -1));
    },
    shift: (at: Way, by: 1 | -1) => {
      const next = shifted(document.route, at, by);
      if (!next) return;
      put(next.root);
      focus(next.way);
    },
  };
  const counts: Partial<Record<(typeof TABS)[number], number>> = {
    routes: waysOf(document.route).length,
    inhibit: document.inhibit_rules?.length ?? 0,
    times: document.time_intervals?.length ?? 0,
  };
  const shared = {
    draft,
    faults,
    may,
    open: numberOf(open),
    onOpen: (index: number | null) => set({ open: index === null ? '' : String(index) }),
  };
  return (
    <>
      <TestBox
        key={labels}
        labels={labels}
        onAsk={(next) => set({ labels: next, tab: 'routes' })}
        test={test}
        drafted={draft.dirty}
        usable={usable}
      />
      <Origin routing={routing} />
      <Tabs
        value={tab}
        onChange={(next) => set({ tab: (next ?? 'routes') as (typeof TABS)[number], open: '' }, { push: true })}
        keepMounted={false}
      >
        <Tabs.List className={css.tabs}>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`routing.tabs.${one}`)} {counts[one] !== undefined && <span className="dim">{counts[one]}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} className={css.panel}>
          <Suspense fallback={<Bones rows={3} />}>
            {tab === 'routes' && (
              <RouteTree
                root={document.route}
                test={labels && usable && !test.error ? test.data : undefined}
                faults={faults}
                may={may}
                actions={actions}
              />
            )}
            {tab === 'inhibit' && <InhibitTab {...shared} />}
            {tab === 'times' && <TimesTab {...shared} />}
            {tab === 'yaml' && <YamlTab draft={draft} may={may} />}
            {tab === 'versions' && (
              <VersionsTab
                inForce={routing}
                draft={draft}
                may={may}
                compared={numberOf(open)}
                onCompare={shared.onOpen}
              />
            )}
          </Suspense>
        </Tabs.Panel>
      </Tabs>
      <Suspense>
        {way && routeAt(document.route, way) && (
          <RouteDrawer
            key={textOfWay(way)}
            way={way}
            draft={draft}
            faults={faults}
            receivers={routing.receivers}
            may={may}
            onMoved={(next) => set({ open: textOfWay(next) })}
            onRemove={() => actions.remove(way)}
            onClose={() => {
              set({ open: '' });
              focus(way);
            }}
          />
        )}
      </Suspense>
      <DraftBar inForce={routing} draft={draft} faults={faults} />
    </>
  );
}

/** Who hears of what: the routes, what keeps others back, times, where an event would go; all of it can be changed. */
export default function RoutingPage() {
  const { t } = useTranslation();
  const query = useApi('/api/v1/routing', {});
  return (
    <Page title={t('nav.routing')}>
      <Loaded query={query} rows={6}>
        {(routing) => <Routing routing={routing} />}
      </Loaded>
    </Page>
  );
}
