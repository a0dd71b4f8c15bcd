import type uPlot from 'uplot';
import type { Unit } from '../api/types';
import { clock, stamp } from '../format/times';
import { formatUnit } from '../format/units';
import { LINES, TOKENS } from '../theme';
import type { Span } from '../time/range';
import type { Band, Frame } from './shape';

export interface ChartLook {
  scheme: 'dark' | 'light';
  unit: Unit;
  max: number | null;
  width: number;
  height: number;
  syncKey: string;
  shown: boolean[];
  bands: () => Band[];
  /** Whether the crosshair of its neighbours matters to it: nobody sees it where it is not. */
  isFollowing: () => boolean;
  onZoom: (span: Span) => void;
}

function toneOf(band: Band, scheme: 'dark' | 'light'): string {
  const tokens = TOKENS[scheme];
  return { CRITICAL: tokens.critical, WARNING: tokens.amber, INFO: tokens.info }[band.severity];
}

/** Firing events lie behind the lines: a wash over their time and a solid edge along the top. */
function drawBands(chart: uPlot, look: ChartLook) {
  const { ctx, bbox } = chart;
  ctx.save();
  for (const band of look.bands()) {
    const left = Math.max(bbox.left, chart.valToPos(band.from / 1_000, 'x', true));
    const right = Math.min(bbox.left + bbox.width, chart.valToPos(band.to / 1_000, 'x', true));
    if (right <= left) continue;
    ctx.fillStyle = toneOf(band, look.scheme);
    ctx.globalAlpha = look.scheme === 'dark' ? 0.1 : 0.08;
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    ctx.globalAlpha = 0.9;
    ctx.fillRect(left, bbox.top, right - left, 2 * devicePixelRatio);
  }
  ctx.restore();
}

/** Steps that read as whole KiB, MiB and GiB. */
const BINARY = Array.from({ length: 44 }, (_, i) => 2 ** i);

export function timeTicks(_: uPlot, splits: number[], __: number, ___: number, step: number): string[] {
  return splits.map((at) =>
    step >= 86_400 ? stamp(at * 1_000).slice(0, 5) : clock(at * 1_000).slice(0, step < 60 ? 8 : 5),
  );
}

export const FONT = '11px "Inter Variable"';

export function optionsOf(frame: Frame, look: ChartLook): uPlot.Options {
  const tokens = TOKENS[look.scheme];
  const lines = LINES[look.scheme];
  const axis = {
    stroke: tokens.faint,
    font: `${FONT}, sans-serif`,
    grid: { stroke: tokens.line, width: 1 },
    ticks: { show: false },
  };
  const top = look.max;
  return {
    width: look.width,
    height: look.height,
    padding: [8, 6, 0, 0],
    legend: { show: false },
    cursor: {
      // Only the crosshair is shared: a selection in one chart must not zoom once for each of its neighbours.
      sync: {
        key: look.syncKey,
        setSeries: false,
        filters: {
          pub: (type) => type === 'mousemove' || type === 'mouseleave',
          // Who leaves the screen with a crosshair would have it still when it comes back.
          sub: (type) => type === 'mouseleave' || look.isFollowing(),
        },
      },
      drag: { x: true, y: false, setScale: false },
      points: { size: 6 },
      y: false,
    },
    scales: {
      x: { time: true },
      y: { range: (_, low, high) => [Math.min(0, low ?? 0), top ?? ((high ?? 0) > 0 ? (high ?? 0) * 1.08 : 1)] },
    },
    axes: [
      { ...axis, grid: { show: false }, size: 24, gap: 4, values: timeTicks, space: 70 },
      {
        ...axis,
        size: 62,
        gap: 6,
        space: 34,
        incrs: look.unit.startsWith('bytes') ? BINARY : undefined,
        values: (_, splits) => splits.map((value) => formatUnit(look.unit, value)),
      },
    ],
    series: [
      {},
      ...frame.lines.map((line, i) => ({
        label: line.label,
        stroke: lines[i % lines.length],
        width: 1.5,
        spanGaps: false,
        show: look.shown[i] ?? true,
        points: { show: isLonely(line.values), size: 4 },
        fill: frame.lines.length === 1 ? `${lines[0]}1c` : undefined,
      })),
    ],
    hooks: {
      drawClear: [(chart) => drawBands(chart, look)],
      setSelect: [
        (chart) => {
          if (chart.select.width < 4) return;
          const from = chart.posToVal(chart.select.left, 'x') * 1_000;
          const to = chart.posToVal(chart.select.left + chart.select.width, 'x') * 1_000;
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          if (to - from >= 1_000) look.onZoom({ from, to });
        },
      ],
    },
  };
}

/** A point between two gaps has no line to be seen by. */
function isLonely(values: (number | null)[]): boolean {
  return values.some(
    (value, i) => value !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null,
  );
}
