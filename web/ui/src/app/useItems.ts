import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api/useApi';
import { jobPath } from '../components/Go';
import { say } from '../pages/incidents/text';
import type { Item } from './match';
import { PAGES } from './pages';
import { useMay } from './SessionGate';
import { useSaved } from './saved';

/** Everything that the palette leads to: pages, saved searches, and the things that Weir knows. */
export function useItems(): Item[] {
  const { t, i18n } = useTranslation();
  const saved = useSaved();
  const mayMembers = useMay('edit_members');
  const jobs = useApi('/api/v1/jobs');
  const clusters = useApi('/api/v1/clusters');
  const rules = useApi('/api/v1/rules', { every: false });
  const incidents = useApi('/api/v1/incidents', { query: { state: 'open', limit: 20 } });
  const deployments = useApi('/api/v1/deployments', { every: false });
  const members = useApi('/api/v1/members', { every: false, enabled: mayMembers });
  return useMemo(() => {
    const of = (kind: string, id: string, title: string, to: string, more?: string): Item => ({
      id: `${kind}/${id}`,
      kind,
      title,
      to,
      more,
    });
    return [
      ...(incidents.data?.incidents ?? []).map((each) =>
        of(t('palette.incident'), each.id, say(each.summary, i18n.language), `/incidents/${each.id}`),
      ),
      ...(jobs.data ?? []).map((each) =>
        of(
          t('palette.job'),
          `${each.cluster}/${each.id}`,
          each.name,
          jobPath(each.cluster, each.id),
          `${each.cluster} ${each.id}`,
        ),
      ),
      ...saved.all.map((each) => of(t('palette.saved'), each.name, each.name, each.to)),
      ...PAGES.map((page) => of(t('palette.page'), page.path, t(`nav.${page.name}`), page.path, page.name)),
      ...(clusters.data ?? []).map((each) =>
        of(t('palette.cluster'), each.name, each.name, `/clusters?cluster=${encodeURIComponent(each.name)}`),
      ),
      ...(deployments.data ?? []).map((each) =>
        of(t('palette.deployment'), each.name, each.name, `/deployments/${each.name}`, each.folder),
      ),
      ...(rules.data ?? []).map((each) =>
        of(t('palette.rule'), each.name, each.name, `/rules?rule=${encodeURIComponent(each.name)}`),
      ),
      ...(members.data ?? []).map((each) =>
        of(t('palette.member'), each.username, each.username, '/members', each.role),
      ),
    ];
  }, [
    t,
    i18n.language,
    saved.all,
    jobs.data,
    clusters.data,
    rules.data,
    incidents.data,
    deployments.data,
    members.data,
  ]);
}
