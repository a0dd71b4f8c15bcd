import { Navigate, useParams } from 'react-router';
import { useApi } from '../../api/useApi';
import { Bones } from '../../components/Loaded';

/** Where a notification leads: to the incident that its event is part of, or to the event when it is of none. */
export default function OfEvent() {
  const { event = '' } = useParams();
  const { data, error } = useApi('/api/v1/incidents', { query: { event } });
  if (!data && !error) {
    return <Bones />;
  }
  const incident = data?.incidents[0];
  return <Navigate to={incident ? `/incidents/${incident.id}` : `/events/${event}`} replace />;
}
