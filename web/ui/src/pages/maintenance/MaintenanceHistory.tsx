import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';
import { wordsOf } from './shape';

/** Every version of a window with who made it. */
export function MaintenanceHistory({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useApi('/api/v1/maintenance/{id}/history', { params: { id } });
  return (
    <Section title={t('maintenance.history')}>
      <Loaded query={query} rows={3}>
        {(versions) => (
          <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
            {versions.map((version) => (
              <li key={version.version} style={{ padding: '6px 0' }}>
                <b>
                  v{version.version} {t(`maintenance.action.${version.action}`)}
                </b>{' '}
                {version.changedBy} <At at={version.changedAt} />
                <div className="mono" style={{ overflowWrap: 'anywhere' }}>
                  {version.matchers.join(', ')}
                </div>
                <div className="dim">
                  {version.startsAt && <At at={version.startsAt} />} {version.endsAt && <At at={version.endsAt} />}{' '}
                  {wordsOf(version.times)}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}
