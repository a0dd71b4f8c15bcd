import { type ReactNode, useContext } from 'react';
import { Navigate, useLocation, useSearchParams } from 'react-router';
import { SessionContext } from '../api/session';
import type { Schemas, Session } from '../api/types';
import { useApi } from '../api/useApi';
import { currentWorkspace, DEFAULT, settle } from '../api/workspace';
import { Bones, Failure } from '../components/Loaded';
import css from './shell.module.css';

/** Who is logged in. Only within the gate. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of SessionGate');
  return session;
}

/** What is done to what belongs to a workspace. */
const OF_WORKSPACES = new Set<Schemas['Permission']>(['edit_deployments', 'operate_deployments']);

/** Whether they may, so that nobody is offered what would be refused. Only within the gate. */
export function useMay(permission: Schemas['Permission']): boolean {
  const session = useSession();
  const [search] = useSearchParams();
  if (!OF_WORKSPACES.has(permission)) return session.permissions.includes(permission);
  const workspace = currentWorkspace(`?${search}`);
  return session.workspaces.some(({ name, permissions }) => name === workspace && permissions.includes(permission));
}

/** Lets in whoever has a session, and sends everybody else to the login with the wanted address. */
export function SessionGate({ children }: { children: ReactNode }) {
  const location = useLocation();
  const session = useApi('/api/v1/session', { every: 60_000 });
  if (session.error?.status === 401) {
    const next = location.pathname + location.search;
    return <Navigate to={next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`} replace />;
  }
  if (session.data) {
    const names = session.data.workspaces.map(({ name }) => name);
    settle(names);
    // The overview is of what belongs to no workspace.
    if (location.pathname === '/' && !names.includes(DEFAULT)) return <Navigate to="/deployments" replace />;
  }
  if (session.data) return <SessionContext value={session.data}>{children}</SessionContext>;
  return (
    <div className={css.gate}>
      {session.error ? <Failure error={session.error} retry={() => void session.refetch()} /> : <Bones rows={3} />}
    </div>
  );
}
