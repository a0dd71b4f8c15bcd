import { afterEach, describe, expect, it, vi } from 'vitest';
import { earlyAnswer } from './early';

const ADDRESS = '/api/v1/jobs';

function keep(at: number) {
  globalThis.weirEarly = new Map([[ADDRESS, Promise.resolve({ response: new Response('early'), at })]]);
}

describe('an answer that was asked for early', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    globalThis.weirEarly = undefined;
  });

  it('is given once', async () => {
    keep(performance.now());
    expect(await (await earlyAnswer(ADDRESS, {}))?.text()).toBe('early');
    expect(await earlyAnswer(ADDRESS, {})).toBeUndefined();
  });

  it('is not given when it is old, however long the page took to load', async () => {
    vi.spyOn(performance, 'now').mockReturnValue(60_000);
    keep(54_000);
    expect(await earlyAnswer(ADDRESS, {})).toBeUndefined();
    keep(58_000);
    expect(await earlyAnswer(ADDRESS, {})).toBeDefined();
  });

  it('is never the answer to a change, and not to another address', async () => {
    keep(performance.now());
    expect(await earlyAnswer(ADDRESS, { method: 'POST' })).toBeUndefined();
    expect(await earlyAnswer('/api/v1/clusters', {})).toBeUndefined();
    expect(await earlyAnswer(ADDRESS, { method: 'GET' })).toBeDefined();
  });
});
