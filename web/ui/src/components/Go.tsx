import type { ReactNode } from 'react';
import { Link, type LinkProps, useNavigate, useSearchParams } from 'react-router';
import { keepRange } from '../url/urlState';

/** A link within the console: it keeps the time range. */
export function Go({ to, children, ...rest }: { to: string; children: ReactNode } & Omit<LinkProps, 'to'>) {
  const [search] = useSearchParams();
  return (
    <Link to={keepRange(to, search)} {...rest}>
      {children}
    </Link>
  );
}

export function useGo() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  return (to: string) => navigate(keepRange(to, search));
}

export const jobPath = (cluster: string, jobId: string) =>
  `/clusters/${encodeURIComponent(cluster)}/jobs/${encodeURIComponent(jobId)}`;
