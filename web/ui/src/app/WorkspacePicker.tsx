import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { currentWorkspace } from '../api/workspace';
import { useSession } from './SessionGate';

/** Whose deployments, artifacts and variables a page shows. Nobody with a single workspace is asked. */
export function WorkspacePicker() {
  const { t } = useTranslation();
  const { workspaces } = useSession();
  const [search, setSearch] = useSearchParams();
  if (workspaces.length < 2) return null;
  return (
    <Select
      size="xs"
      w={150}
      aria-label={t('workspaces.pick')}
      allowDeselect={false}
      data={workspaces.map(({ name }) => name)}
      value={currentWorkspace(`?${search}`)}
      onChange={(name) =>
        name &&
        setSearch((now) => {
          const next = new URLSearchParams(now);
          next.set('workspace', name);
          return next;
        })
      }
    />
  );
}
