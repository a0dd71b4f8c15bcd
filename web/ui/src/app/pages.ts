import { type ComponentType, lazy } from 'react';
import { DEFAULT } from '../api/workspace';

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
}

export const PAGES: PageEntry[] = [
  { path: '/', name: 'overview', key: 'o', component: lazy(() => import('../pages/overview/OverviewPage')) },
  { path: '/jobs', name: 'jobs', key: 'j', component: lazy(() => import('../pages/jobs/JobsPage')) },
  { path: '/events', name: 'events', key: 'e', component: lazy(() => import('../pages/events/EventsPage')) },
  {
    path: '/incidents',
    name: 'incidents',
    key: 'i',
    component: lazy(() => import('../pages/incidents/IncidentsPage')),
  },
  { path: '/logs', name: 'logs', key: 'l', component: lazy(() => import('../pages/logs/LogsPage')) },
  {
    path: '/diagnosis',
    name: 'diagnosis',
    key: 'h',
    component: lazy(() => import('../pages/diagnosis/DiagnosisPage')),
  },
  { path: '/scenes', name: 'scenes', key: 'd', component: lazy(() => import('../pages/scenes/ScenesPage')) },
  { path: '/clusters', name: 'clusters', key: 'c', component: lazy(() => import('../pages/clusters/ClustersPage')) },
  {
    path: '/deployments',
    name: 'deployments',
    key: 'b',
    component: lazy(() => import('../pages/deployments/DeploymentsPage')),
  },
  {
    path: '/artifacts',
    name: 'artifacts',
    key: 'f',
    component: lazy(() => import('../pages/deployments/ArtifactsPage')),
  },
  { path: '/targets', name: 'targets', key: 't', component: lazy(() => import('../pages/targets/TargetsPage')) },
  { path: '/rules', name: 'rules', key: 'r', component: lazy(() => import('../pages/rules/RulesPage')) },
  { path: '/policies', name: 'policies', key: 'p', component: lazy(() => import('../pages/policies/PoliciesPage')) },
  {
    path: '/notifications',
    name: 'notifications',
    key: 'n',
    component: lazy(() => import('../pages/notifications/NotificationsPage')),
  },
  {
    path: '/receivers',
    name: 'receivers',
    key: 'a',
    component: lazy(() => import('../pages/receivers/ReceiversPage')),
  },
  { path: '/silences', name: 'silences', key: 'q', component: lazy(() => import('../pages/silences/SilencesPage')) },
  {
    path: '/maintenance',
    name: 'maintenance',
    key: 'm',
    component: lazy(() => import('../pages/maintenance/MaintenancePage')),
  },
  { path: '/routing', name: 'routing', key: 'w', component: lazy(() => import('../pages/routing/RoutingPage')) },
  { path: '/sinks', name: 'sinks', key: 's', component: lazy(() => import('../pages/sinks/SinksPage')) },
  { path: '/members', name: 'members', key: 'u', component: lazy(() => import('../pages/members/MembersPage')) },
  {
    path: '/workspaces',
    name: 'workspaces',
    key: 'g',
    component: lazy(() => import('../pages/workspaces/WorkspacesPage')),
  },
  { path: '/tokens', name: 'tokens', key: 'k', component: lazy(() => import('../pages/tokens/TokensPage')) },
  { path: '/audit', name: 'audit', key: 'y', component: lazy(() => import('../pages/audit/AuditPage')) },
  { path: '/status', name: 'status', key: 'v', component: lazy(() => import('../pages/status/StatusPage')) },
  {
    path: '/reference',
    name: 'reference',
    key: 'z',
    component: lazy(() => import('../pages/reference/ReferencePage')),
  },
  { path: '/explore', name: 'explore', key: 'x', component: lazy(() => import('../pages/explore/ExplorePage')) },
];

const OWN = new Set(['deployments', 'artifacts', 'workspaces', 'tokens', 'reference']);

/** Those that have something to show: without a role in the default workspace, what belongs to none is nobody's to see. */
export function pagesFor(workspaces: { name: string }[]): PageEntry[] {
  return workspaces.some(({ name }) => name === DEFAULT) ? PAGES : PAGES.filter(({ name }) => OWN.has(name));
}

/** Pages that are reached from others. */
export const DETAILS: { path: string; component: ComponentType }[] = [
  { path: '/clusters/:cluster/jobs/:jobId', component: lazy(() => import('../pages/job/JobPage')) },
  { path: '/incidents/of/:event', component: lazy(() => import('../pages/incidents/OfEvent')) },
  { path: '/incidents/:id', component: lazy(() => import('../pages/incidents/IncidentPage')) },
  { path: '/scenes/:id', component: lazy(() => import('../pages/scenes/ScenePage')) },
  { path: '/deployments/:name', component: lazy(() => import('../pages/deployments/DeploymentPage')) },
  { path: '/events/:id', component: lazy(() => import('../pages/events/EventPage')) },
];
