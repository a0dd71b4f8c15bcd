import { useSyncExternalStore } from 'react';

export interface Connection {
  answering: boolean;
  /** Milliseconds of the last answer of any kind; 0 before the first. */
  lastAnswer: number;
}

let state: Connection = { answering: true, lastAnswer: 0 };
const listeners = new Set<() => void>();

function become(next: Connection) {
  const changed = next.answering !== state.answering;
  state = next;
  if (changed) for (const listener of listeners) listener();
}

export function noteAnswer() {
  become({ answering: true, lastAnswer: Date.now() });
}

export function noteSilence() {
  become({ ...state, answering: false });
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
