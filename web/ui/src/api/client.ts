import { noteAnswer, noteSilence } from './connection';
import { earlyAnswer } from './early';
import { workspaceFor } from './workspace';

/** What the server said, or that it said nothing. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly position?: number,
  ) {
    super(message);
  }
}

export type Values = Record<string, string | number | boolean | string[] | undefined | null>;

/** Fills `{name}` in a path of the contract and appends what is set of the query, and the workspace where it matters. */
export function addressOf(path: string, params: Values = {}, query: Values = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
  const search = new URLSearchParams();
  const workspace = workspaceFor(path);
  if (workspace) search.set('workspace', workspace);
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) {
      for (const one of value) search.append(name, one);
    } else if (value !== undefined && value !== null && value !== '') {
      search.set(name, String(value));
    }
  }
  const text = search.toString();
  return text ? `${filled}?${text}` : filled;
}

async function answerOf(address: string, init: RequestInit): Promise<Response> {
  try {
    return (await earlyAnswer(address, init)) ?? (await fetch(address, { credentials: 'same-origin', ...init }));
  } catch (problem) {
    if (!init.signal?.aborted) noteSilence();
    throw problem;
  }
}

/** One request of the contract: its `data`, or an ApiError with the server's own words. */
export async function request<T>(address: string, init: RequestInit = {}): Promise<T> {
  const response = await answerOf(address, init);
  const text = await response.text();
  let body: { status?: string; data?: T; error?: string; errorType?: string; position?: number } | undefined;
  try {
    body = text ? JSON.parse(text) : undefined;
  } catch {
    body = undefined;
  }
  if (!body && response.status >= 502) noteSilence();
  else noteAnswer();
  if (response.ok && body?.status === 'success') return body.data as T;
  const said = body?.error ?? (text.slice(0, 300) || response.statusText);
  throw new ApiError(response.status, body?.errorType ?? 'internal', said, body?.position);
}

/** A request that changes something. The header proves to the server that a script of ours sent it. */
export function send<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  address: string,
  json?: unknown,
  more: Record<string, string> = {},
): Promise<T> {
  const headers: Record<string, string> = { 'X-Requested-With': 'weir', ...more };
  if (json !== undefined) headers['Content-Type'] = 'application/json';
  return request<T>(address, { method, headers, body: json === undefined ? null : JSON.stringify(json) });
}
