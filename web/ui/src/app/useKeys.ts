import { useEffect, useRef } from 'react';
import { useGo } from '../components/Go';
import { PAGES } from './pages';

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input,textarea,select,[contenteditable]') !== null;
}

/** `/` finds the search, Ctrl or Cmd and `k` opens the palette, `g` and a letter goes to a page, `?` explains. */
export function useKeys(onHelp: () => void, onPalette: () => void) {
  const go = useGo();
  const latest = useRef({ go, onHelp, onPalette });
  latest.current = { go, onHelp, onPalette };
  useEffect(() => {
    let leader = 0;
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        latest.current.onPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const page = Date.now() - leader < 1_200 ? PAGES.find((each) => each.key === event.key) : undefined;
      leader = event.key === 'g' ? Date.now() : 0;
      if (page) void latest.current.go(page.path);
      else if (event.key === '?') latest.current.onHelp();
      else if (event.key === '/') document.querySelector<HTMLElement>('[data-search]')?.focus();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
