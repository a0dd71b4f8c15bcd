import { useTranslation } from 'react-i18next';
import type { WeirEvent } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Loaded } from '../../components/Loaded';
import { At } from '../../components/Time';

/** Every change of an event, newest first: what it said then, and who did what about it. */
export function EventHistory({ event }: { event: WeirEvent }) {
  const { t } = useTranslation();
  const query = useApi('/api/v1/events/{id}/history', { params: { id: event.id } });
  return (
    <Loaded query={query} rows={2}>
      {(changes) =>
        changes.length === 0 ? (
          <span className="faint">{t('events.historyNone')}</span>
        ) : (
          <ul style={{ margin: 0, padding: 0, listStyle: 'none', maxHeight: 320, overflow: 'auto' }}>
            {[...changes].reverse().map((change) => (
              <li key={`${change.at} ${change.kind} ${change.text}`} style={{ padding: '3px 0' }}>
                <b>{t(`events.change.${change.kind}`)}</b> <At at={change.at} />
                {(change.by || change.text) && (
                  <div className="dim" style={{ overflowWrap: 'anywhere' }}>
                    {[change.by, change.text].filter(Boolean).join(': ')}
                  </div>
                )}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
