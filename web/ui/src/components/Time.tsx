import { useSyncExternalStore } from 'react';
import { instant, stamp } from '../format/times';
import { duration } from '../format/units';

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The time, each second; one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

export function At({ at }: { at: string | number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={instant(at)} className="nowrap">
      {stamp(at)}
    </time>
  );
}

/** How long since an instant, counting. */
export function Since({ at, until }: { at: string | number; until?: string | number | null }) {
  const tick = useNow();
  const end = until ? new Date(until).getTime() : tick;
  return (
    <time dateTime={new Date(at).toISOString()} title={instant(at)} className="nowrap">
      {duration(Math.max(0, end - new Date(at).getTime()))}
    </time>
  );
}
