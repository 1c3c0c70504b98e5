import { useEffect, useRef } from 'react';

/**
 * Where a change takes away what has the focus, such as the button that made it, the focus goes to the page's heading.
 * `change`: what is another value after each change.
 */
export function useKeptFocus(change: unknown): void {
  const last = useRef<Element | null>(null);
  const before = useRef(change);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      last.current = target instanceof Element ? target : null;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);
  useEffect(() => {
    if (before.current === change) return;
    before.current = change;
    // After a dialog that goes at the same moment has given the focus back.
    const timer = setTimeout(() => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && last.current?.isConnected === false) document.querySelector<HTMLElement>('h1[tabindex]')?.focus();
    });
    return () => clearTimeout(timer);
  }, [change]);
}
