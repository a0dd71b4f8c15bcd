import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Vertex } from '../../../api/types';
import { pressureTone } from '../../../components/tone';
import { formatUnit, NONE, share } from '../../../format/units';
import css from './graph.module.css';
import { CARD } from './layout';

/** Two lines of at most `wide` characters; the whole name is in the title. */
export function linesOf(name: string, wide = 27): string[] {
  if (name.length <= wide) return [name];
  const cut = name.lastIndexOf(' ', wide);
  const at = cut > wide / 2 ? cut : wide;
  const rest = name.slice(at).trim();
  return [name.slice(0, at), rest.length > wide ? `${rest.slice(0, wide - 1)}…` : rest];
}

function Bar({ y, label, value, tone }: { y: number; label: string; value: number | null; tone: string }) {
  const left = 72;
  const width = CARD.width - left - 52;
  return (
    <g>
      <text x={14} y={y} className={css.small}>
        {label}
      </text>
      <rect
        x={left}
        y={y - 7}
        width={width}
        height={6}
        rx={1}
        className={css.track}
        data-unknown={value === null || undefined}
      />
      {value !== null && (
        <rect
          x={left}
          y={y - 7}
          width={width * Math.min(1, value)}
          height={6}
          rx={1}
          className={css.fill}
          data-tone={tone}
        />
      )}
      <text x={CARD.width - 10} y={y} textAnchor="end" className={css.value}>
        {value === null ? NONE : share(value)}
      </text>
    </g>
  );
}

interface Props {
  vertex: Vertex;
  x: number;
  y: number;
  selected: boolean;
  onOpen: () => void;
}

/** One vertex: its edge and wash say how much its records wait, its bar how busy it is. */
export function VertexCard({ vertex, x, y, selected, onOpen }: Props) {
  const { t } = useTranslation();
  const tone = pressureTone(vertex.backPressure);
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onOpen();
  };
  const measured = (value: number | null) => (value === null ? t('graph.notMeasured') : share(value));
  const name = t('graph.vertex', {
    name: vertex.name,
    pressure: measured(vertex.backPressure),
    busy: measured(vertex.busy),
  });
  return (
    <g
      role="button"
      tabIndex={0}
      aria-label={vertex.root ? `${name}, ${t('graph.root')}` : name}
      transform={`translate(${x} ${y})`}
      className={css.card}
      data-tone={tone}
      data-root={vertex.root || undefined}
      data-selected={selected || undefined}
      onClick={onOpen}
      onKeyDown={press}
    >
      <title>{vertex.name}</title>
      {vertex.root && (
        <rect x={-5} y={-5} width={CARD.width + 10} height={CARD.height + 10} rx={8} className={css.halo} />
      )}
      <rect width={CARD.width} height={CARD.height} rx={4} className={css.body} />
      <rect
        width={CARD.width}
        height={CARD.height}
        rx={4}
        className={css.wash}
        style={{ opacity: vertex.backPressure ?? 1 }}
      />
      <rect width={4} height={CARD.height} rx={2} className={css.edge} />
      {linesOf(vertex.name).map((line, i, all) => (
        <text key={line} x={14} y={all.length === 1 ? 26 : 20 + i * 15} className={css.name}>
          {line}
        </text>
      ))}
      <text x={14} y={54} className={css.small}>
        ×{vertex.parallelism}
        {vertex.runningSubtasks < vertex.parallelism && ` · ${t('graph.runs', { count: vertex.runningSubtasks })}`}
      </text>
      <text x={CARD.width - 10} y={54} textAnchor="end" className={css.small}>
        {formatUnit('perSecond', vertex.recordsInPerSecond || vertex.recordsOutPerSecond)}
      </text>
      <Bar y={75} label={t('graph.pressure')} value={vertex.backPressure} tone={tone} />
      <Bar
        y={92}
        label={t('graph.busy')}
        value={vertex.busy}
        tone={vertex.busy !== null && vertex.busy >= 0.9 ? 'hot' : 'busy'}
      />
      {vertex.root && (
        <g transform={`translate(${CARD.width - 58} -11)`}>
          <rect width={50} height={18} rx={3} className={css.badge} />
          <text x={25} y={13} textAnchor="middle" className={css.badgeText}>
            {t('graph.rootShort')}
          </text>
        </g>
      )}
    </g>
  );
}
