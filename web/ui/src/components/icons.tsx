import type { ReactNode } from 'react';

const PATHS: Record<string, ReactNode> = {
  overview: <path d="M3 12h4l2.500-6 4.500 12 2.500-6H21" />,
  jobs: (
    <>
      <rect x="3" y="9" width="5.500" height="6" rx="1" />
      <rect x="15.500" y="4" width="5.500" height="6" rx="1" />
      <rect x="15.500" y="14" width="5.500" height="6" rx="1" />
      <path d="M8.500 12h3.500m0 0V7h3.500M12 12v5h3.500" />
    </>
  ),
  events: <path d="M12 3l9.500 17h-19zM12 10v5m0 2.200v.3" />,
  incidents: <path d="M12 3a9 9 0 100 18 9 9 0 000-18zM12 7.500v5.500m0 3v.3" />,
  scenes: (
    <path d="M4 8h3.500l1.500-2.500h6L16.500 8H20v11H4zM12 16.500a3.200 3.200 0 100-6.400 3.200 3.200 0 000 6.400z" />
  ),
  logs: <path d="M4 5h16M4 9.700h10M4 14.300h16M4 19h7" />,
  silences: <path d="M12 5a5 5 0 0 0-5 5v4l-2 3h14l-2-3v-4a5 5 0 0 0-5-5zM4 4l16 16" />,
  maintenance: (
    <path d="M14.500 6.500a4 4 0 0 0-5.200 5.200L3.500 17.500l3 3 5.800-5.800a4 4 0 0 0 5.200-5.200l-2.500 2.500-2.500-.5-.5-2.500z" />
  ),
  routing: <path d="M6 6h5v12h7M11 12h7M15.500 9l3 3-3 3M15.500 15l3 3-3 3M15.500 3l3 3-3 3M11 6h7" />,
  policies: <path d="M6 3.500h12v17l-6-3-6 3zM9 8h6M9 11.500h6" />,
  rules: <path d="M4 7h9m4 0h3M4 17h3m4 0h9M15 4.500v5M9 14.500v5" />,
  clusters: (
    <>
      <rect x="3.500" y="4" width="17" height="6.500" rx="1" />
      <rect x="3.500" y="13.500" width="17" height="6.500" rx="1" />
      <path d="M7 7.250h.2M7 16.750h.2M11 7.250h6M11 16.750h6" />
    </>
  ),
  deployments: <path d="M12 3l8 4.500v9L12 21l-8-4.500v-9zM12 12l8-4.500M12 12L4 7.500M12 12v9" />,
  artifacts: <path d="M6 3.500h8l4 4v13H6zM14 3.500v4h4M9 12h6M9 15.500h6" />,
  targets: (
    <path d="M12 20a8 8 0 100-16 8 8 0 000 16zM12 15.500a3.500 3.500 0 100-7 3.500 3.500 0 000 7zM12 2v3m0 14v3M2 12h3m14 0h3" />
  ),
  notifications: <path d="M6 10a6 6 0 0112 0c0 5 2 6.500 2 6.500H4S6 15 6 10zM10 20h4" />,
  receivers: <path d="M4 6h16v12H4zM4 7l8 6 8-6" />,
  workspaces: <path d="M3.500 6h7l2 2.500h8V19h-17zM3.500 11.500h17" />,
  members: (
    <path d="M9 11.500a3.500 3.500 0 100-7 3.500 3.500 0 000 7zM2.500 20c0-4 3-6 6.500-6s6.500 2 6.500 6M16 11a3 3 0 000-6M18 14.300c2.200.8 3.500 2.700 3.500 5.700" />
  ),
  tokens: <path d="M8 15.500a4 4 0 110-8 4 4 0 010 8zM12 11.500h9v3.500M17.500 11.500V14" />,
  audit: <path d="M6 3.500h9l4 4v13H6zM15 3.500v4h4M9 12h7M9 15.500h7" />,
  diagnosis: (
    <path d="M5 4v6a5 5 0 0010 0V4M5 4H3.500M15 4h1.500M10 15v2a4 4 0 008 0v-3M18 14a2 2 0 100-4 2 2 0 000 4z" />
  ),
  sinks: <path d="M4 6h7v12H4zM11 12h9M16 8l4 4-4 4" />,
  explore: <path d="M4 20V4m0 16h16M8 15l3.500-4.500 3 2.500L20 7" />,
  search: <path d="M10.500 17a6.500 6.500 0 100-13 6.500 6.500 0 000 13zM15.500 15.500L21 21" />,
  clock: <path d="M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5.200l3.300 2" />,
  refresh: (
    <path d="M20 11a8 8 0 00-14.300-4L3.500 9.500M3.500 4.500v5h5M4 13a8 8 0 0014.300 4l2.200-2.500m0 5v-5h-5" />
  ),
  down: <path d="M6 9.500l6 6 6-6" />,
  right: <path d="M9.500 6l6 6-6 6" />,
  close: <path d="M6 6l12 12M18 6L6 18" />,
  copy: (
    <>
      <rect x="8.500" y="8.500" width="11" height="11" rx="1.500" />
      <path d="M15.500 8.500v-3a1 1 0 00-1-1h-9a1 1 0 00-1 1v9a1 1 0 001 1h3" />
    </>
  ),
  reference: <path d="M8 6l-5 6 5 6M16 6l5 6-5 6M13.500 4.500l-3 15" />,
  status: <path d="M3 12h4l2.500-7 5 14 2.500-7h4" />,
  check: <path d="M5 12.500l4.500 4.500L19 7.500" />,
  download: <path d="M12 4v11m0 0l-4.500-4.500M12 15l4.500-4.500M4.500 19.500h15" />,
  pause: <path d="M8.500 5v14M15.500 5v14" />,
  play: <path d="M7 4.500l12 7.500-12 7.500z" />,
  plus: <path d="M12 5v14M5 12h14" />,
  minus: <path d="M5 12h14" />,
  fit: <path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" />,
  help: (
    <path d="M9 9.500a3 3 0 115 2.200c-1.300 1-2 1.500-2 3M12 18v.3M12 21.500a9.500 9.500 0 100-19 9.500 9.500 0 000 19z" />
  ),
  info: <path d="M12 11v6M12 7.500v.3M12 21a9 9 0 100-18 9 9 0 000 18z" />,
  sun: (
    <path d="M12 16a4 4 0 100-8 4 4 0 000 8zM12 3v2m0 14v2M3 12h2m14 0h2M5.600 5.600L7 7m10 10l1.400 1.400M5.600 18.400L7 17M17 7l1.400-1.400" />
  ),
  moon: <path d="M20 14.500A8.500 8.500 0 019.500 4 8.500 8.500 0 1020 14.500z" />,
  half: <path d="M12 21a9 9 0 100-18 9 9 0 000 18zM12 3v18M15 4v16M18 6v12" />,
  user: <path d="M12 12a4 4 0 100-8 4 4 0 000 8zM4.500 20c1-4 4-5.500 7.500-5.500s6.500 1.500 7.500 5.500" />,
  bolt: <path d="M13 3L5 13.500h6L10 21l8.500-11h-6z" />,
  external: <path d="M10 5H5v14h14v-5M14 4.500h5.500V10M19.500 4.500L11 13" />,
  menu: <path d="M5 12h.2M12 12h.2M19 12h.2" />,
  wrap: <path d="M4 6h16M4 12h13a3 3 0 010 6h-4m0 0l2-2m-2 2l2 2M4 18h4" />,
};

export function Icon({ name, size = 16 }: { name: keyof typeof PATHS; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {PATHS[name]}
    </svg>
  );
}

export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" strokeLinecap="round" aria-hidden="true">
      <path
        d="M2 10.500c3.200-2.600 6-2.600 9.200 0s5.600 2.200 8.800 0"
        stroke="var(--w-healthy)"
        strokeWidth="2.700"
      />
      <path d="M21.500 9.500V20" stroke="var(--w-text)" strokeWidth="3.200" />
      <path d="M21.500 9.800c5.200 0 6 4 6 10" stroke="var(--w-healthy)" strokeWidth="2.200" opacity="0.7" />
      <path
        d="M2 25c3.200-2.600 6-2.600 9.200 0s6 2.600 9.200 0 6-2.600 9.200 0"
        stroke="var(--w-info)"
        strokeWidth="2.700"
      />
    </svg>
  );
}
