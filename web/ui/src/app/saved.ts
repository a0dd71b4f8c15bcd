import { useSyncExternalStore } from 'react';

/** A page with everything that its address says, under a name. Kept by this browser. */
export interface Saved {
  name: string;
  to: string;
}

const KEY = 'weir-saved';
const MOST = 100;
const listeners = new Set<() => void>();

/** What is stored, or nothing where it cannot be read. Only addresses within the console are followed. */
export function savedOf(text: string | null): Saved[] {
  try {
    const all: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(all)) return [];
    return all
      .filter(
        (each): each is Saved =>
          typeof each?.name === 'string' && typeof each?.to === 'string' && /^\/(?![/\\])/.test(each.to),
      )
      .slice(0, MOST);
  } catch {
    return [];
  }
}

/** With one more; the same name again replaces. */
export function withSaved(all: Saved[], one: Saved): Saved[] {
  return [one, ...all.filter((each) => each.name !== one.name)].slice(0, MOST);
}

let cached: { text: string | null; all: Saved[] } = { text: null, all: [] };

function read(): Saved[] {
  const text = localStorage.getItem(KEY);
  if (text !== cached.text) cached = { text, all: savedOf(text) };
  return cached.all;
}

function write(all: Saved[]) {
  localStorage.setItem(KEY, JSON.stringify(all));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

export function useSaved() {
  const all = useSyncExternalStore(subscribe, read);
  return {
    all,
    save: (one: Saved) => write(withSaved(read(), one)),
    forget: (name: string) => write(read().filter((each) => each.name !== name)),
  };
}
