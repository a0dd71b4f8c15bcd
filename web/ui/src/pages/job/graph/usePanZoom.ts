import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';

export interface View {
  x: number;
  y: number;
  scale: number;
}

interface Box {
  width: number;
  height: number;
}

const clamp = (scale: number) => Math.min(2.5, Math.max(0.2, scale));

/** The view that shows the whole content, never larger than life. */
export function fitView(content: Box, frame: Box): View {
  const scale = clamp(Math.min(1.1, frame.width / content.width, frame.height / content.height));
  return { scale, x: (frame.width - content.width * scale) / 2, y: (frame.height - content.height * scale) / 2 };
}

/** Zooms about a point of the frame, which stays where it is. */
export function zoomAt(view: View, factor: number, at: { x: number; y: number }): View {
  const scale = clamp(view.scale * factor);
  const real = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * real, y: at.y - (at.y - view.y) * real };
}

/** Drag moves, Ctrl and the wheel zoom; a plain wheel still scrolls the page. */
export function usePanZoom(content: Box, frame: Box) {
  const [view, setView] = useState<View>({ x: 0, y: 0, scale: 1 });
  const [element, ref] = useState<SVGSVGElement | null>(null);
  const moved = useRef(false);
  const drag = useRef<{ x: number; y: number } | null>(null);
  const showAll = useCallback(
    () =>
      setView(fitView({ width: content.width, height: content.height }, { width: frame.width, height: frame.height })),
    [content.width, content.height, frame.width, frame.height],
  );
  useEffect(() => {
    if (!moved.current && frame.width > 0) showAll();
  }, [showAll, frame.width]);
  const zoom = useCallback(
    (factor: number) => {
      moved.current = true;
      setView((now) => zoomAt(now, factor, { x: frame.width / 2, y: frame.height / 2 }));
    },
    [frame.width, frame.height],
  );
  useEffect(() => {
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      moved.current = true;
      setView((now) => zoomAt(now, Math.exp(-event.deltaY / 300), { x: event.offsetX, y: event.offsetY }));
    };
    element?.addEventListener('wheel', wheel, { passive: false });
    return () => element?.removeEventListener('wheel', wheel);
  }, [element]);
  const move = useCallback((dx: number, dy: number) => {
    moved.current = true;
    setView((now) => ({ ...now, x: now.x + dx, y: now.y + dy }));
  }, []);
  const handlers = {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      if ((event.target as Element).closest('[role=button]')) return;
      drag.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      if (!drag.current) return;
      move(event.clientX - drag.current.x, event.clientY - drag.current.y);
      drag.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp: () => {
      drag.current = null;
    },
  };
  const reset = () => {
    moved.current = false;
    showAll();
  };
  return { view, ref, zoom, move, fit: reset, handlers };
}
