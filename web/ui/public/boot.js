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
    early.set(
      address,
      answer.then((response) => ({ response, at: performance.now() })),
    );
    early.get(address).catch(() => undefined);
    return answer;
  };
  const first =
    location.pathname === '/' ? ['/api/v1/clusters', '/api/v1/jobs', '/api/v1/events?state=firing&limit=1000'] : [];
  // Whoever is not logged in, or may not see these, is asked for nothing more.
  ask('/api/v1/session')
    .then((session) => (first.length > 0 && session.ok ? session.clone().json() : null))
    .then((session) => session?.data.permissions.includes('read') && first.forEach(ask))
    .catch(() => undefined);
})();
