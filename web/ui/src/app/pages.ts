import { type ComponentType, lazy } from 'react';
import { matchPath } from 'react-router';
import { DEFAULT } from '../api/workspace';
import OverviewPage from '../pages/overview/OverviewPage';

type Load = () => Promise<{ default: ComponentType }>;

/** Every page of the console: where it is, what it is called, and the key after `g` that goes there. */
export interface PageEntry {
  path: string;
  name:
    | 'overview'
    | 'jobs'
    | 'events'
    | 'incidents'
    | 'diagnosis'
    | 'scenes'
    | 'logs'
    | 'rules'
    | 'policies'
    | 'clusters'
    | 'notifications'
    | 'silences'
    | 'maintenance'
    | 'routing'
    | 'targets'
    | 'receivers'
    | 'sinks'
    | 'members'
    | 'tokens'
    | 'workspaces'
    | 'audit'
    | 'status'
    | 'reference'
    | 'deployments'
    | 'artifacts'
    | 'explore';
  key: string;
  component: ComponentType;
  /** Fetches its scripts; without it they are there. */
  load?: Load;
}

function page(load: Load) {
  return { component: lazy(load), load };
}

export const PAGES: PageEntry[] = [
  // Where nearly everybody comes in: it is with the first scripts, not behind them.
  { path: '/', name: 'overview', key: 'o', component: OverviewPage },
  { path: '/jobs', name: 'jobs', key: 'j', ...page(() => import('../pages/jobs/JobsPage')) },
  { path: '/events', name: 'events', key: 'e', ...page(() => import('../pages/events/EventsPage')) },
  {
    path: '/incidents',
    name: 'incidents',
    key: 'i',
    ...page(() => import('../pages/incidents/IncidentsPage')),
  },
  { path: '/logs', name: 'logs', key: 'l', ...page(() => import('../pages/logs/LogsPage')) },
  {
    path: '/diagnosis',
    name: 'diagnosis',
    key: 'h',
    ...page(() => import('../pages/diagnosis/DiagnosisPage')),
  },
  { path: '/scenes', name: 'scenes', key: 'd', ...page(() => import('../pages/scenes/ScenesPage')) },
  { path: '/clusters', name: 'clusters', key: 'c', ...page(() => import('../pages/clusters/ClustersPage')) },
  {
    path: '/deployments',
    name: 'deployments',
    key: 'b',
    ...page(() => import('../pages/deployments/DeploymentsPage')),
  },
  {
    path: '/artifacts',
    name: 'artifacts',
    key: 'f',
    ...page(() => import('../pages/deployments/ArtifactsPage')),
  },
  { path: '/targets', name: 'targets', key: 't', ...page(() => import('../pages/targets/TargetsPage')) },
  { path: '/rules', name: 'rules', key: 'r', ...page(() => import('../pages/rules/RulesPage')) },
  { path: '/policies', name: 'policies', key: 'p', ...page(() => import('../pages/policies/PoliciesPage')) },
  {
    path: '/notifications',
    name: 'notifications',
    key: 'n',
    ...page(() => import('../pages/notifications/NotificationsPage')),
  },
  {
    path: '/receivers',
    name: 'receivers',
    key: 'a',
    ...page(() => import('../pages/receivers/ReceiversPage')),
  },
  { path: '/silences', name: 'silences', key: 'q', ...page(() => import('../pages/silences/SilencesPage')) },
  {
    path: '/maintenance',
    name: 'maintenance',
    key: 'm',
    ...page(() => import('../pages/maintenance/MaintenancePage')),
  },
  { path: '/routing', name: 'routing', key: 'w', ...page(() => import('../pages/routing/RoutingPage')) },
  { path: '/sinks', name: 'sinks', key: 's', ...page(() => import('../pages/sinks/SinksPage')) },
  { path: '/members', name: 'members', key: 'u', ...page(() => import('../pages/members/MembersPage')) },
  {
    path: '/workspaces',
    name: 'workspaces',
    key: 'g',
    ...page(() => import('../pages/workspaces/WorkspacesPage')),
  },
  { path: '/tokens', name: 'tokens', key: 'k', ...page(() => import('../pages/tokens/TokensPage')) },
  { path: '/audit', name: 'audit', key: 'y', ...page(() => import('../pages/audit/AuditPage')) },
  { path: '/status', name: 'status', key: 'v', ...page(() => import('../pages/status/StatusPage')) },
  {
    path: '/reference',
    name: 'reference',
    key: 'z',
    ...page(() => import('../pages/reference/ReferencePage')),
  },
  { path: '/explore', name: 'explore', key: 'x', ...page(() => import('../pages/explore/ExplorePage')) },
];

const OWN = new Set(['deployments', 'artifacts', 'workspaces', 'tokens', 'reference']);

/** Those that have something to show: without a role in the default workspace, what belongs to none is nobody's to see. */
export function pagesFor(workspaces: { name: string }[]): PageEntry[] {
  return workspaces.some(({ name }) => name === DEFAULT) ? PAGES : PAGES.filter(({ name }) => OWN.has(name));
}

/** Pages that are reached from others. */
export const DETAILS: Pick<PageEntry, 'path' | 'component' | 'load'>[] = [
  { path: '/clusters/:cluster/jobs/:jobId', ...page(() => import('../pages/job/JobPage')) },
  { path: '/incidents/of/:event', ...page(() => import('../pages/incidents/OfEvent')) },
  { path: '/incidents/:id', ...page(() => import('../pages/incidents/IncidentPage')) },
  { path: '/scenes/:id', ...page(() => import('../pages/scenes/ScenePage')) },
  { path: '/deployments/:name', ...page(() => import('../pages/deployments/DeploymentPage')) },
  { path: '/events/:id', ...page(() => import('../pages/events/EventPage')) },
];

/** Has the scripts of an address' page fetched while nobody knows yet whether it may be seen. */
export function fetchPage(pathname: string) {
  void [...PAGES, ...DETAILS]
    .find(({ path }) => matchPath(path, pathname))
    ?.load?.()
    .catch(() => undefined); // It is fetched again, and its failure shown, when it is drawn.
}
