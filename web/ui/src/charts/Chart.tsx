import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import type { Unit } from '../api/types';
import type { Span } from '../time/range';
import css from './charts.module.css';
import { FONT, optionsOf } from './options';
import type { Band, Frame } from './shape';
import { useOnScreen } from './useOnScreen';

interface Props {
  frame: Frame;
  unit: Unit;
  max: number | null;
  bands: Band[];
  shown: boolean[];
  syncKey: string;
  label: string;
  height?: number;
  onZoom: (span: Span) => void;
  onCursor: (index: number | null) => void;
}

/** uPlot in React: a new plot for another look, new data into the same plot otherwise. */
export function Chart({ frame, unit, max, bands, shown, syncKey, label, height = 170, onZoom, onCursor }: Props) {
  const { ref: size, width } = useElementSize<HTMLDivElement>();
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const box = useMergedRef(size, setElement);
  const scheme = useComputedColorScheme('dark');
  const plot = useRef<uPlot | null>(null);
  const latest = useRef({ frame, bands, onZoom, onCursor });
  latest.current = { frame, bands, onZoom, onCursor };
  const stale = useRef(false);
  const draw = () => {
    stale.current = false;
    plot.current?.setData(alignedOf(latest.current.frame));
  };
  const onScreen = useOnScreen(element, () => stale.current && draw());
  const look = JSON.stringify([frame.lines.map((line) => line.label), unit, max, shown, width, height, scheme]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` names all that needs a new plot
  useEffect(() => {
    if (!element || width < 40) return;
    const options = optionsOf(latest.current.frame, {
      scheme,
      unit,
      max,
      width,
      height,
      syncKey,
      shown,
      bands: () => latest.current.bands,
      isFollowing: () => onScreen.current,
      onZoom: (span) => latest.current.onZoom(span),
    });
    options.hooks = { ...options.hooks, setCursor: [(chart) => latest.current.onCursor(chart.cursor.idx ?? null)] };
    const chart = new uPlot(options, alignedOf(latest.current.frame), element);
    plot.current = chart;
    // A canvas does not wait for a font as text does.
    if (!document.fonts.check(FONT)) void document.fonts.load(FONT).then(() => plot.current?.redraw(false, true));
    return () => {
      chart.destroy();
      plot.current = null;
    };
  }, [element, look, syncKey, onScreen]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new bands need a new drawing as new data do
  useEffect(() => {
    // Fifty charts are not drawn anew each few seconds when nine of them can be seen.
    if (onScreen.current) draw();
    else stale.current = true;
  }, [frame, bands]);

  return <div ref={box} className={css.plot} style={{ height }} role="img" aria-label={label} />;
}

function alignedOf(frame: Frame): uPlot.AlignedData {
  return [frame.times, ...frame.lines.map((line) => line.values)];
}
