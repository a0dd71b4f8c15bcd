import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Go } from '../../components/Go';
import { Section } from '../../components/Section';
import { bytes } from '../../format/units';
import css from './incidents.module.css';
import type { Incident } from './text';

/** What was captured when it broke. */
export function ScenesOfIncident({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  return (
    <Section title={t('nav.scenes')} count={incident.scenes.length}>
      {incident.scenes.length === 0 && <p className="dim">{t('scenes.none')}</p>}
      <ul className={css.list}>
        {incident.scenes.map((id) => (
          <li key={id}>
            <Line id={id} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Line({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useApi('/api/v1/scenes/{id}', { params: { id } });
  return (
    <>
      <Go to={`/scenes/${id}`}>{data ? (data.process ?? data.jobName ?? data.cluster) : id}</Go>
      {data && (
        <div className="faint">
          {t(`scenes.state.${data.state}`)} · {t('scenes.files', { count: data.parts.length })} · {bytes(data.bytes)}
        </div>
      )}
    </>
  );
}
