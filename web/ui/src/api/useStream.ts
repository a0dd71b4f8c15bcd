import { useEffect, useRef, useState } from 'react';

export type StreamState = 'connecting' | 'open' | 'lost';

/** Listens to server-sent events of one name. The browser reconnects by itself; the state says whether it is there. */
export function useStream<T>(address: string | null, name: string, onMessage: (message: T) => void): StreamState {
  const [state, setState] = useState<StreamState>('connecting');
  const latest = useRef(onMessage);
  latest.current = onMessage;
  useEffect(() => {
    if (!address) return;
    setState('connecting');
    const source = new EventSource(address);
    source.onopen = () => setState('open');
    source.onerror = () => setState('lost');
    source.addEventListener(name, (message) => latest.current(JSON.parse((message as MessageEvent<string>).data) as T));
    return () => source.close();
  }, [address, name]);
  return state;
}
