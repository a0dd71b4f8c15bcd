import { useTranslation } from 'react-i18next';
import type { Deployment } from '../../api/types';
import { Pill } from '../../components/Pill';
import { At } from '../../components/Time';
import type { Tone } from '../../components/tone';

const TONES: Record<Deployment['state'], Tone> = {
  running: 'healthy',
  cancelled: 'quiet',
  suspended: 'quiet',
  finished: 'quiet',
  transitioning: 'info',
  failed: 'critical',
};

export const stateTone = (one: Deployment): Tone => (one.unknownSince ? 'unknown' : TONES[one.state]);

/** The state as last known; that it cannot be told now is said with since when. */
export function StateOf({ one }: { one: Deployment }) {
  const { t } = useTranslation();
  return (
    <>
      <Pill tone={stateTone(one)}>{t(`deployments.states.${one.state}`)}</Pill>
      {one.unknownSince && (
        <div className="dim" title={one.unknownWhy ?? undefined}>
          {t('deployments.unknown')} <At at={one.unknownSince} />
        </div>
      )}
    </>
  );
}

/** What went wrong or is needed, and why nothing is known. */
export function NoteOf({ one }: { one: Deployment }) {
  const said = [one.unknownSince ? one.unknownWhy : null, one.note].filter(Boolean);
  if (said.length === 0) return null;
  return (
    <div style={{ color: 'var(--w-warning)', whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{said.join('\n')}</div>
  );
}
