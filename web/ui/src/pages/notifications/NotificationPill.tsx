import { useTranslation } from 'react-i18next';
import type { Notification } from '../../api/types';
import { Pill } from '../../components/Pill';

const TONES = { pending: 'info', sent: 'healthy', dead: 'critical', digested: 'healthy', dropped: 'unknown' } as const;

export function NotificationPill({ state }: { state: Notification['state'] }) {
  const { t } = useTranslation();
  return <Pill tone={TONES[state]}>{t(`notifications.${state}`)}</Pill>;
}
