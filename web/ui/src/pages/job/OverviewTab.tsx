import { useTranslation } from 'react-i18next';
import type { JobDetail } from '../../api/types';
import { Go } from '../../components/Go';
import { SeverityPill } from '../../components/Pill';
import { Section } from '../../components/Section';
import { summaryOf } from '../events/text';
import { ChartsGrid } from './ChartsGrid';
import { JobGraph } from './graph/JobGraph';
import { HealthSection } from './HealthSection';
import css from './job.module.css';
import { useJobBands } from './useJobBands';
import { VertexDrawer } from './VertexDrawer';

interface Props {
  detail: JobDetail;
  vertexId: string;
  onVertex: (id: string) => void;
}

/** The graph, what fires on the job, and its charts. */
export function OverviewTab({ detail, vertexId, onVertex }: Props) {
  const { t, i18n } = useTranslation();
  const { events, bandsIn } = useJobBands(detail.job);
  const firing = events.filter((event) => event.state === 'firing');
  const vertex = detail.vertices.find((each) => each.id === vertexId);
  return (
    <>
      {firing.length > 0 && (
        <ul className={css.firing}>
          {firing.map((event) => (
            <li key={event.id}>
              <SeverityPill severity={event.severity} solid={event.severity === 'CRITICAL'} />
              <Go to={`/events/${encodeURIComponent(event.id)}`}>{event.rule}</Go>
              <span>{summaryOf(event, i18n.language)}</span>
            </li>
          ))}
        </ul>
      )}
      <Section title={t('job.graph')} actions={<Key />}>
        <JobGraph detail={detail} selected={vertexId} onSelect={onVertex} />
      </Section>
      <HealthSection job={detail.job} />
      <ChartsGrid detail={detail} bandsIn={bandsIn} />
      <VertexDrawer job={detail.job} vertex={vertex} bandsIn={bandsIn} onClose={() => onVertex('')} />
    </>
  );
}

function Key() {
  const { t } = useTranslation();
  return (
    <span className={css.key}>
      <i data-tone="healthy" /> {t('graph.keyLow')}
      <i data-tone="warning" /> {t('graph.keyMiddle')}
      <i data-tone="critical" /> {t('graph.keyHigh')}
      <i data-tone="unknown" /> {t('graph.notMeasured')}
    </span>
  );
}
