import { Button, FileButton } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf, request, send } from '../../api/client';
import type { Artifact } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { useMay } from '../../app/SessionGate';
import { Empty, Loaded } from '../../components/Loaded';
import { type Column, Rows, Under } from '../../components/Rows';
import { At } from '../../components/Time';
import { bytes } from '../../format/units';
import { SharedVariables } from './sql/SharedVariables';

const upload = (file: File) =>
  request<Artifact>(addressOf('/api/v1/artifacts/{name}', { name: file.name }), {
    method: 'POST',
    headers: {
      'X-Requested-With': 'weir',
      'Content-Type': file.name.endsWith('.jar') ? 'application/java-archive' : 'application/octet-stream',
    },
    body: file,
  });

/** The jars and Python files that deployments run. */
export default function ArtifactsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useApi('/api/v1/artifacts', {});
  const may = useMay('edit_deployments');
  const after = {
    onError: (error: Error) =>
      toasts.show({ title: t('deployments.notDone'), message: error.message, color: 'red' as const }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['/api/v1/artifacts'] }),
  };
  const add = useMutation({
    mutationFn: upload,
    onSuccess: (made) => toasts.show({ message: t('artifacts.uploaded', { name: made.name, version: made.version }) }),
    ...after,
  });
  const remove = useMutation({
    mutationFn: (jar: Artifact) =>
      send('DELETE', addressOf('/api/v1/artifacts/{name}/{version}', { name: jar.name, version: jar.version })),
    ...after,
  });
  const actions = (row: Artifact) =>
    may && (
      <Button
        size="compact-xs"
        variant="subtle"
        color="red"
        disabled={row.usedBy.length > 0}
        onClick={() => window.confirm(t('artifacts.sure')) && remove.mutate(row)}
      >
        {t('artifacts.delete')}
      </Button>
    );
  const users = (row: Artifact) => row.usedBy.join(', ') || t('artifacts.unused');
  const columns: Column<Artifact>[] = [
    {
      id: 'name',
      title: t('artifacts.name'),
      sort: (row) => row.name,
      render: (row) => (
        <>
          <b>{row.name}</b> v{row.version}
          <div className="mono dim" title={row.sha256}>
            {row.entryClass ?? row.sha256.slice(0, 16)}
          </div>
          <Under below="md">
            {bytes(row.bytes)} · {users(row)} {actions(row)}
          </Under>
        </>
      ),
    },
    {
      id: 'size',
      title: t('artifacts.size'),
      num: true,
      above: 'md',
      sort: (row) => row.bytes,
      render: (row) => bytes(row.bytes),
    },
    {
      id: 'by',
      title: t('artifacts.uploadedBy'),
      above: 'md',
      sort: (row) => row.at,
      render: (row) => (
        <>
          {row.by} <At at={row.at} />
        </>
      ),
    },
    { id: 'users', title: t('artifacts.usedBy'), above: 'md', render: users },
    { id: 'actions', title: '', above: 'md', render: actions },
  ];
  return (
    <Page title={t('nav.artifacts')}>
      {may && (
        <div className="row wrap" style={{ padding: '14px 0 8px' }}>
          <FileButton accept=".jar,.py,.zip,.whl" onChange={(file) => file && add.mutate(file)}>
            {(props) => (
              <Button {...props} loading={add.isPending}>
                {t('artifacts.upload')}
              </Button>
            )}
          </FileButton>
        </div>
      )}
      <Loaded query={query} rows={4}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('artifacts.none')}>{t('artifacts.noneHint')}</Empty>
          ) : (
            <Rows
              label={t('nav.artifacts')}
              columns={columns}
              rows={all}
              keyOf={(row) => `${row.name}#${row.version}`}
            />
          )
        }
      </Loaded>
      <SharedVariables may={may} />
    </Page>
  );
}
