import { describe, expect, it } from 'vitest';
import { addressOfKey, curlOf } from './curl';

describe('a request as a command', () => {
  it('is one word for the shell whatever the address holds, and holds no token', () => {
    const command = curlOf('http://weir:8090', "/api/v1/logs/search?q='; rm -rf ~ '$(x)");
    expect(command).toBe(
      `curl -sS -H "Authorization: Bearer $WEIR_TOKEN" 'http://weir:8090/api/v1/logs/search?q='\\''; rm -rf ~ '\\''$(x)'`,
    );
  });

  it('has its path filled and its query appended', () => {
    const key = ['/api/v1/clusters/{cluster}/jobs/{jobId}', { cluster: 'a b', jobId: 'j' }, { limit: 5 }, undefined];
    expect(addressOfKey(key)).toBe('/api/v1/clusters/a%20b/jobs/j?limit=5');
  });

  it('is none for what is no read of the API', () => {
    expect(addressOfKey(['scene file', 's', 'f'])).toBeNull();
    expect(addressOfKey(['/api/v1/session', undefined, undefined])).toBeNull();
  });
});
