import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Loaded } from '../../components/Loaded';
import { At } from '../../components/Time';
import { NotificationPill } from '../notifications/NotificationPill';

/** What was sent about an event, from the newest thousand. */
export function EventNotifications({ eventId }: { eventId: string }) {
  const { t } = useTranslation();
  const query = useApi('/api/v1/notifications', { query: { limit: 1000 } });
  return (
    <Loaded query={query} rows={2}>
      {(all) => {
        const mine = all.filter((one) => one.eventIds.includes(eventId));
        if (mine.length === 0) return <p className="faint">{t('notifications.noneOfEvent')}</p>;
        return (
          <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
            {mine.map((one) => (
              <li key={one.id} style={{ padding: '4px 0' }}>
                <div className="row">
                  <NotificationPill state={one.state} /> <b>{one.receiver}</b> <At at={one.sentAt ?? one.createdAt} />
                </div>
                {one.lastError && <div className="mono dim">{one.lastError}</div>}
              </li>
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}
