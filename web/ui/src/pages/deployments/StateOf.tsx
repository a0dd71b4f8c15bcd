import { useTranslation } from 'react-i18next';
import type { Deployment } from '../../api/types';
import { Stack } from '../../components/Copy';
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

/** The first line says what failed, the deepest cause why; between them lies what a log said. */
export function briefly(note: string): string {
  const [first = '', ...rest] = note.split('\n');
  const deepest = rest.findLast((line) => line.startsWith('Caused by: '));
  return deepest ? `${first} ${deepest.slice('Caused by: '.length)}` : first;
}

/** What went wrong or is needed, and why nothing is known: in a line or two, and whole where there is room and somebody asks for it. */
export function NoteOf({ one, whole = false }: { one: Deployment; whole?: boolean }) {
  const { t } = useTranslation();
  const said = [one.unknownSince ? one.unknownWhy : null, one.note].filter((note) => note !== null);
  if (said.length === 0) return null;
  const brief = said.map(briefly).join('\n');
  const all = said.join('\n');
  return (
    <div style={{ color: 'var(--w-warning)', whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
      {brief}
      {whole && all !== brief && (
        <details>
          <summary>{t('deployments.allOfIt')}</summary>
          <Stack text={all} />
        </details>
      )}
    </div>
  );
}
