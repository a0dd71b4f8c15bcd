import { useEffect, useRef } from 'react';

/** The ids that were not there when the page was first drawn: what changed since somebody looks. */
export function useFresh(ids: string[]): ReadonlySet<string> {
  const known = useRef<Set<string> | null>(null);
  const fresh = new Set(known.current ? ids.filter((id) => !known.current?.has(id)) : []);
  useEffect(() => {
    if (known.current === null && ids.length > 0) known.current = new Set(ids);
  });
  return fresh;
}
