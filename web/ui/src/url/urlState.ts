import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** How one value stands in the URL. A value that prints as null is the default and is left out. */
export interface Codec<T> {
  parse(raw: string | null): T;
  print(value: T): string | null;
}

export function text(fallback = ''): Codec<string> {
  return { parse: (raw) => raw ?? fallback, print: (value) => (value === fallback ? null : value) };
}

export function flag(): Codec<boolean> {
  return { parse: (raw) => raw === '1', print: (value) => (value ? '1' : null) };
}

/** One of a closed choice; anything else in the URL is the fallback. */
export function oneOf<T extends string>(choices: readonly T[], fallback: T): Codec<T> {
  return {
    parse: (raw) => (choices.includes(raw as T) ? (raw as T) : fallback),
    print: (value) => (value === fallback ? null : value),
  };
}

export type Shape = Record<string, Codec<never> | Codec<string> | Codec<boolean>>;
export type StateOf<S> = { [K in keyof S]: S[K] extends Codec<infer T> ? T : never };

export function readState<S extends Shape>(shape: S, search: URLSearchParams): StateOf<S> {
  const state: Record<string, unknown> = {};
  for (const [name, codec] of Object.entries(shape)) state[name] = codec.parse(search.get(name));
  return state as StateOf<S>;
}

/** The search with some values of the shape changed; what belongs to others stays. */
export function writeState<S extends Shape>(
  shape: S,
  search: URLSearchParams,
  patch: Partial<StateOf<S>>,
): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(patch)) {
    const printed = (shape[name] as Codec<unknown> | undefined)?.print(value) ?? null;
    if (printed === null) next.delete(name);
    else next.set(name, printed);
  }
  return next;
}

/**
 * State that lives in the URL. One handler sets once: a second call in the same turn would start from the old URL. Changes replace the entry in the history unless `push` is asked for.
 */
export function useUrlState<S extends Shape>(shape: S) {
  const [search, setSearch] = useSearchParams();
  const state = useMemo(() => readState(shape, search), [shape, search]);
  const set = useCallback(
    (patch: Partial<StateOf<S>>, { push = false }: { push?: boolean } = {}) =>
      setSearch((now) => writeState(shape, now, patch), { replace: !push }),
    [shape, setSearch],
  );
  return [state, set] as const;
}

const KEPT = ['from', 'to', 'refresh', 'workspace'];

/** A link to another page that keeps the time range, the refresh interval and the workspace, unless the link names its own. */
export function keepRange(to: string, search: URLSearchParams): string {
  const [path = '', own = ''] = to.split('?');
  const next = new URLSearchParams(own);
  for (const name of KEPT) {
    const value = search.get(name);
    if (value !== null && !next.has(name)) next.set(name, value);
  }
  const printed = next.toString();
  return printed ? `${path}?${printed}` : path;
}
