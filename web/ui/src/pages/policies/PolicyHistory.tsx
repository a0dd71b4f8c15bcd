import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Stack } from '../../components/Copy';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';

/** Every version of a policy with what it changed and who made it, and the PromQL of the newest. */
export function PolicyHistory({ id, expressions }: { id: string; expressions: string[] }) {
  const { t } = useTranslation();
  const query = useApi('/api/v1/policies/{id}/history', { params: { id } });
  return (
    <>
      <Loaded query={query} rows={4}>
        {(versions) => (
          <ul style={{ margin: '12px 0 0', padding: 0, listStyle: 'none' }}>
            {versions.map((version) => (
              <li key={version.version} style={{ padding: '6px 0' }}>
                <b>
                  v{version.version} {t(`policies.action.${version.action}`)}
                </b>{' '}
                {version.changedBy} <At at={version.changedAt} />
                {version.differences.map(({ path, before, after }) => (
                  <div key={path} className="mono" style={{ overflowWrap: 'anywhere' }}>
                    <span className="dim">{path}</span>{' '}
                    <del style={{ color: 'var(--w-critical)' }}>{before || t('common.none')}</del>{' '}
                    <ins style={{ color: 'var(--w-healthy)', textDecoration: 'none' }}>{after || t('common.none')}</ins>
                  </div>
                ))}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {expressions.length > 0 && (
        <Section title="PromQL">
          <Stack text={expressions.join('\n')} />
        </Section>
      )}
    </>
  );
}
