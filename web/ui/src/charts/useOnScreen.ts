import { type RefObject, useEffect, useRef } from 'react';

/** How far from the screen something counts as seen, so that it is ready when it is scrolled to. */
const NEAR = '300px';

/**
 * Whether an element can be seen now, or nearly, for those who ask often: nothing is rendered when it changes.
 *
 * @param onEnter called each time that it comes to be seen
 */
export function useOnScreen(element: Element | null, onEnter: () => void): RefObject<boolean> {
  const seen = useRef(true);
  const enter = useRef(onEnter);
  enter.current = onEnter;
  useEffect(() => {
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const before = seen.current;
        seen.current = entries.at(-1)?.isIntersecting ?? true;
        if (seen.current && !before) enter.current();
      },
      { rootMargin: NEAR },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return seen;
}
