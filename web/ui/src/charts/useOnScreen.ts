import { type RefObject, useEffect, useRef } from 'react';

/** Whether an element can be seen now, for those who ask often; nothing is rendered when it changes. */
export function useOnScreen(element: Element | null): RefObject<boolean> {
  const seen = useRef(true);
  useEffect(() => {
    if (!element) return;
    const observer = new IntersectionObserver((entries) => {
      seen.current = entries.at(-1)?.isIntersecting ?? true;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return seen;
}
