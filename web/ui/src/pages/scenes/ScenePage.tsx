import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { addressOf } from '../../api/client';
import type { Schemas } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Go, jobPath } from '../../components/Go';
import { Loaded } from '../../components/Loaded';
import { Pill } from '../../components/Pill';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';
import { bytes } from '../../format/units';
import { text, useUrlState } from '../../url/urlState';
import { TONES } from './ScenesPage';
import css from './scenes.module.css';
import { Viewer } from './Viewer';

type Scene = Schemas['Scene'];

const SHAPE = { file: text() };

export default function ScenePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const query = useApi('/api/v1/scenes/{id}', { params: { id } });
  return (
    <Page title={t('scenes.one')} crumb={<Go to="/scenes">{t('nav.scenes')}</Go>}>
      <Loaded query={query} rows={8}>
        {(scene) => <Detail scene={scene} />}
      </Loaded>
    </Page>
  );
}

function Detail({ scene }: { scene: Scene }) {
  const { t } = useTranslation();
  const [{ file }, set] = useUrlState(SHAPE);
  const chosen = scene.parts.find((part) => part.file === file);
  const kinds = [...new Set(scene.parts.map((part) => part.kind))];
  return (
    <>
      <p className={css.head}>
        <Pill tone={TONES[scene.state]}>{t(`scenes.state.${scene.state}`)}</Pill> <b>{scene.title}</b>{' '}
        <span className="dim">
          {scene.cluster}
          {scene.process && ` · ${scene.process}`} · <At at={scene.at} /> · {bytes(scene.bytes)}
        </span>
      </p>
      <p className="row wrap">
        {scene.incidentId && <Go to={`/incidents/${scene.incidentId}`}>{t('incidents.one')}</Go>}
        {scene.jobId && <Go to={jobPath(scene.cluster, scene.jobId)}>{scene.jobName ?? scene.jobId}</Go>}
        {scene.eventIds.slice(0, 5).map((event) => (
          <Go key={event} to={`/events/${event}`}>
            {t('events.one')}
          </Go>
        ))}
        <a href={addressOf('/api/v1/scenes/{id}/archive', { id: scene.id })}>{t('scenes.downloadAll')}</a>
      </p>
      <div className={css.columns}>
        <nav aria-label={t('scenes.parts')}>
          {kinds.map((kind) => (
            <Section key={kind} title={t(`scenes.kind.${kind}`)}>
              <ul className={css.files}>
                {scene.parts
                  .filter((part) => part.kind === kind)
                  .map((part) => (
                    <li key={part.file}>
                      <button
                        type="button"
                        aria-current={part.file === file || undefined}
                        onClick={() => set({ file: part.file })}
                      >
                        {part.file}
                      </button>
                      <span className="faint nowrap">{bytes(part.bytes)}</span>
                    </li>
                  ))}
              </ul>
            </Section>
          ))}
          {scene.missing.length > 0 && (
            <Section title={t('scenes.missing')} count={scene.missing.length}>
              <ul className={css.files}>
                {scene.missing.map((each) => (
                  <li key={`${each.kind} ${each.process} ${each.why}`} className="dim">
                    <span>
                      {t(`scenes.kind.${each.kind}`)} {each.process}: {each.why}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </nav>
        <div className={css.view}>
          {chosen ? <Viewer scene={scene.id} part={chosen} /> : <p className="dim">{t('scenes.choose')}</p>}
        </div>
      </div>
    </>
  );
}
