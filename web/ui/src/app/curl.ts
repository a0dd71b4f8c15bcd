import type { QueryClient } from '@tanstack/react-query';
import { addressOf, type Values } from '../api/client';

/** Text as one word of a POSIX shell. */
export const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Asked by what surrounds each page, and of no interest to whoever copies the page's requests. */
const AROUND = new Set(['/api/v1/session', '/api/v1/demo/drills']);

/** A read as a command for a terminal. The token is left to the environment: what is copied may be pasted anywhere. */
export function curlOf(origin: string, address: string): string {
  return `curl -sS -H "Authorization: Bearer $WEIR_TOKEN" ${quoted(origin + address)}`;
}

/** The address of a query's key as apiQuery makes them, or null for others. */
export function addressOfKey(key: readonly unknown[]): string | null {
  const [path, params, query, late] = key;
  if (typeof path !== 'string' || !path.startsWith('/') || AROUND.has(path)) return null;
  if (params === 'pages' || typeof params === 'string') {
    // An infinite query: its key holds the search itself.
    const search = typeof params === 'string' && params !== 'pages' ? { q: params } : (query as Values);
    return addressOf(path, {}, search);
  }
  return addressOf(path, (params ?? {}) as Values, { ...(query as Values), ...(late as Values) });
}

/** Every read that the page shows now, one command each. */
export function curlsOf(client: QueryClient, origin: string): string[] {
  const addresses = client
    .getQueryCache()
    .findAll({ type: 'active' })
    .map((query) => addressOfKey(query.queryKey))
    .filter((address) => address !== null);
  return [...new Set(addresses)].sort().map((address) => curlOf(origin, address));
}
