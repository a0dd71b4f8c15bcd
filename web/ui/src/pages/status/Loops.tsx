import { useTranslation } from 'react-i18next';
import type { WeirStatus } from '../../api/types';
import { Pill } from '../../components/Pill';
import { type Column, Rows, Under } from '../../components/Rows';
import { Section } from '../../components/Section';
import { At, Since } from '../../components/Time';
import type { Tone } from '../../components/tone';
import { NONE } from '../../format/units';

type Loop = WeirStatus['loops'][number];

const TONES: Record<Loop['health'], Tone> = { ok: 'healthy', error: 'critical', unknown: 'unknown' };
const ORDER: Loop['health'][] = ['error', 'unknown', 'ok'];

/** How everything that Weir does again and again goes, what fails first. */
export function Loops({ loops }: { loops: Loop[] }) {
  const { t } = useTranslation();
  const columns: Column<Loop>[] = [
    {
      id: 'health',
      title: t('status.health'),
      width: 96,
      render: (loop) => <Pill tone={TONES[loop.health]}>{t(`health.${loop.health}`)}</Pill>,
    },
    {
      id: 'name',
      title: t('about.loop'),
      render: (loop) => (
        <>
          {loop.name}
          {loop.lastError && <Under below="sm">{loop.lastError}</Under>}
        </>
      ),
    },
    {
      id: 'last',
      title: t('about.lastRun'),
      above: 'sm',
      render: (loop) =>
        loop.lastRun ? (
          <>
            <At at={loop.lastRun} />{' '}
            <span className="faint">
              <Since at={loop.lastRun} />
            </span>
          </>
        ) : (
          <span className="faint">{loop.health === 'ok' ? NONE : t('common.never')}</span>
        ),
    },
    {
      id: 'error',
      title: t('about.lastError'),
      above: 'sm',
      render: (loop) => <span className="mono">{loop.lastError ?? ''}</span>,
    },
  ];
  const sorted = [...loops].sort((a, b) => ORDER.indexOf(a.health) - ORDER.indexOf(b.health));
  return (
    <Section title={t('about.loops')} count={loops.length}>
      <Rows
        label={t('about.loops')}
        columns={columns}
        rows={sorted}
        keyOf={(loop) => loop.name}
        toneOf={(loop) => (loop.health === 'error' ? 'critical' : undefined)}
      />
    </Section>
  );
}
