import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Loaded } from '../../components/Loaded';
import { At } from '../../components/Time';

/** Who was told of an event and who was not, and why; the newest first. */
export function EventNotifications({ eventId }: { eventId: string }) {
  const { t } = useTranslation();
  const query = useApi('/api/v1/events/{id}/notifications', { params: { id: eventId } });
  return (
    <Loaded query={query} rows={2}>
      {(decisions) => {
        if (decisions.length === 0) return <p className="faint">{t('notifications.noneOfEvent')}</p>;
        return (
          <ul style={{ margin: 0, padding: 0, listStyle: 'none', maxHeight: 320, overflow: 'auto' }}>
            {[...decisions].reverse().map((one) => (
              <li key={`${one.receiver} ${one.channel} ${one.reason} ${one.detail}`} style={{ padding: '4px 0' }}>
                <b>{t(`notifications.reason.${one.reason}`)}</b> {one.receiver} <At at={one.lastAt} />
                {one.times > 1 && <span className="faint"> {t('notifications.times', { count: one.times })}</span>}
                {one.detail && (
                  <div className="mono dim" style={{ overflowWrap: 'anywhere' }}>
                    {one.detail}
                  </div>
                )}
              </li>
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}
