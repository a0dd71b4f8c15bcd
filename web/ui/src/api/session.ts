import { createContext, useContext } from 'react';
import type { Session } from './types';

/** Who is logged in; null outside of the gate. */
export const SessionContext = createContext<Session | null>(null);

/**
 * Whether they may see what belongs to no workspace: jobs, events, logs. Somebody with a role in another workspace alone may not, and is
 * asked for none of it. False outside of the gate.
 */
export function useWatches(): boolean {
  return useContext(SessionContext)?.permissions.includes('read') ?? false;
}
