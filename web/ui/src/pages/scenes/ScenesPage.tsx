import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Go, useGo } from '../../components/Go';
import { Empty, Loaded } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { type Column, Rows, Under } from '../../components/Rows';
import { At } from '../../components/Time';
import type { Tone } from '../../components/tone';
import { bytes } from '../../format/units';

type Scene = Schemas['Scene'];

export const TONES: Record<Scene['state'], Tone> = { capturing: 'info', complete: 'healthy', interrupted: 'warning' };

export default function ScenesPage() {
  const { t } = useTranslation();
  const go = useGo();
  const query = useApi('/api/v1/scenes', { query: { limit: 500 } });
  const columns: Column<Scene>[] = [
    {
      id: 'what',
      title: t('scenes.what'),
      render: (row) => (
        <>
          <Go to={`/scenes/${row.id}`}>{row.process ?? row.jobName ?? row.cluster}</Go>{' '}
          <span className="dim">{row.cluster}</span>
          <div>{row.title}</div>
          <Under below="md">
            <At at={row.takenAt} /> · {t('scenes.files', { count: row.parts.length })} · {bytes(row.bytes)}
          </Under>
        </>
      ),
    },
    {
      id: 'state',
      title: t('events.state'),
      width: 120,
      above: 'sm',
      render: (row) => <Pill tone={TONES[row.state]}>{t(`scenes.state.${row.state}`)}</Pill>,
    },
    {
      id: 'files',
      title: t('scenes.parts'),
      num: true,
      above: 'md',
      sort: (row) => row.parts.length,
      render: (row) => row.parts.length,
    },
    {
      id: 'size',
      title: t('scenes.size'),
      num: true,
      above: 'md',
      sort: (row) => row.bytes,
      render: (row) => bytes(row.bytes),
    },
    {
      id: 'taken',
      title: t('scenes.takenAt'),
      above: 'md',
      sort: (row) => row.takenAt,
      render: (row) => <At at={row.takenAt} />,
    },
  ];
  return (
    <Page title={t('nav.scenes')}>
      <div style={{ paddingTop: 14 }}>
        <Loaded query={query} rows={6}>
          {(all) =>
            all.length === 0 ? (
              <Empty title={t('scenes.none')}>{t('scenes.noneHint')}</Empty>
            ) : (
              <Rows
                label={t('nav.scenes')}
                columns={columns}
                rows={all}
                keyOf={(row) => row.id}
                onOpen={(row) => go(`/scenes/${row.id}`)}
              />
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}
