declare global {
  /** What `boot.js` asked for, by address. */
  var weirEarly: Map<string, Promise<Response>> | undefined;
}

/** The answer to a read that was asked for before the scripts were there; each is given once, and only while it is new. */
export function earlyAnswer(address: string, init: RequestInit): Promise<Response> | undefined {
  if (init.method && init.method !== 'GET') return undefined;
  const answer = globalThis.weirEarly?.get(address);
  globalThis.weirEarly?.delete(address);
  return answer && performance.now() < FRESH_MS ? answer : undefined;
}

/** A page that was opened in the background may draw long after it was loaded. */
const FRESH_MS = 5_000;
