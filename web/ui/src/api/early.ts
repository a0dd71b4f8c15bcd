interface Early {
  response: Response;
  /** When it came, as `performance.now()` counts. */
  at: number;
}

declare global {
  /** What `boot.js` asked for, by address. */
  var weirEarly: Map<string, Promise<Early>> | undefined;
}

/** A page that was opened in the background may draw long after it was loaded. */
const FRESH_MS = 5_000;

/** The answer to a read that was asked for before the scripts were there; each is given once, and only while it is new. */
export async function earlyAnswer(address: string, init: RequestInit): Promise<Response | undefined> {
  if (init.method && init.method !== 'GET') return undefined;
  const asked = globalThis.weirEarly?.get(address);
  globalThis.weirEarly?.delete(address);
  const answer = await asked;
  if (!answer || performance.now() - answer.at < FRESH_MS) return answer?.response;
  void answer.response.body?.cancel();
  return undefined;
}
