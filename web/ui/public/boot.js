// Runs before anything is painted: the room is dark or light as it was left, and the answers that the first page needs are
// asked for while the scripts that draw them are still on their way. `src/api/early.ts` takes the answers up.
(() => {
  let stored = null;
  try {
    stored = localStorage.getItem('mantine-color-scheme-value');
  } catch {
    // Without storage the room is dark.
  }
  const day = stored === 'auto' ? matchMedia('(prefers-color-scheme: light)').matches : stored === 'light';
  document.documentElement.setAttribute('data-mantine-color-scheme', day ? 'light' : 'dark');
  if (location.pathname === '/login') return;
  document.documentElement.setAttribute('data-boot', '');
  const early = new Map();
  globalThis.weirEarly = early;
  const ask = (address) => {
    const answer = fetch(address, { credentials: 'same-origin' });
    answer.catch(() => undefined);
    early.set(address, answer);
    return answer;
  };
  const first =
    location.pathname === '/' ? ['/api/v1/clusters', '/api/v1/jobs', '/api/v1/events?state=firing&limit=1000'] : [];
  // Whoever is not logged in is asked for nothing more.
  ask('/api/v1/session').then(
    (session) => session.ok && first.forEach(ask),
    () => undefined,
  );
})();
