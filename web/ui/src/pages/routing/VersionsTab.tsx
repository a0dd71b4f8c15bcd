import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Empty, Loaded } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { At } from '../../components/Time';
import { Difference } from './Difference';
import type { RoutingDoc } from './document';
import css from './routing.module.css';
import { type Draft, textOf } from './useDraft';

interface Props {
  inForce: Schemas['Routing'];
  draft: Draft;
  may: boolean;
  /** The version that is compared with the one in force, from the URL. */
  compared: number | null;
  onCompare: (version: number | null) => void;
}

/** Every version with who made it: each can be compared with the one in force, and taken back. */
export default function VersionsTab({ inForce, draft, may, compared, onCompare }: Props) {
  const { t } = useTranslation();
  const query = useApi('/api/v1/routing/history', {});
  return (
    <Loaded query={query} rows={4}>
      {(versions) => (
        <>
          {versions.length === 0 && <Empty title={t('routing.noVersions')}>{t('routing.noVersionsHint')}</Empty>}
          <ul className={css.versions}>
            {versions.map(({ version, changedBy, changedAt, routing }) => {
              const now = version === inForce.version;
              const open = compared === version;
              return (
                <li key={version}>
                  <div className="row wrap">
                    <b>v{version}</b> {changedBy} <At at={changedAt} />
                    {!routing && <span className="dim">{t('routing.asFile')}</span>}
                    {now && <Pill tone="healthy">{t('routing.inForce')}</Pill>}
                    <span className="grow" />
                    {!now && routing && (
                      <>
                        <Button
                          size="compact-xs"
                          variant="subtle"
                          aria-expanded={open}
                          onClick={() => onCompare(open ? null : version)}
                        >
                          {open ? t('routing.close') : t('routing.compare')}
                        </Button>
                        {may && (
                          <Button
                            size="compact-xs"
                            variant="subtle"
                            onClick={() => draft.change(routing as RoutingDoc)}
                          >
                            {t('routing.takeBack', { version })}
                          </Button>
                        )}
                      </>
                    )}
                  </div>
                  {open && routing && (
                    <Difference
                      label={t('routing.comparison', { version, now: inForce.version })}
                      before={textOf(routing)}
                      after={textOf(inForce.routing)}
                    />
                  )}
                </li>
              );
            })}
          </ul>
          {may && inForce.source === 'stored' && (
            <Button
              variant="default"
              loading={draft.revert.isPending}
              onClick={() => window.confirm(t('routing.revertSure')) && draft.revert.mutate()}
            >
              {t('routing.revert')}
            </Button>
          )}
        </>
      )}
    </Loaded>
  );
}
