import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Loaded } from '../../components/Loaded';
import { At } from '../../components/Time';
import css from './rules.module.css';

const text = (parameters: Record<string, string>) =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');

/** Every version of what people set for a rule, with who did. */
export function RuleHistory({ name }: { name: string }) {
  const { t } = useTranslation();
  const query = useApi('/api/v1/rules/{name}/history', { params: { name } });
  return (
    <Loaded query={query} rows={3}>
      {(versions) =>
        versions.length === 0 ? (
          <p className="dim">{t('rules.neverSet')}</p>
        ) : (
          <ul className={css.history}>
            {versions.map((version) => (
              <li key={version.version}>
                <b>v{version.version}</b> {version.changedBy} {version.changedAt && <At at={version.changedAt} />}
                <div className="mono">
                  {text(version.parameters) || (version.scopes.length === 0 && t('rules.asConfig'))}
                </div>
                {version.scopes.map((scope, index) => (
                  <div key={index} className="mono">
                    <span className="dim">{scope.match}</span> {text(scope.parameters)}
                  </div>
                ))}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
