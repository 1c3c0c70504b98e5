import { useMemo, useSyncExternalStore } from 'react';

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  const list = useMemo(() => window.matchMedia(query), [query]);
  return useSyncExternalStore(
    (listener) => {
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => list.matches,
  );
}

/** Below 1100 px the navigation is a rail and the detail pane lies over its list. */
export const narrowQuery = '(max-width: 1099px)';
/** The same for Griffel. */
export const narrow = `@media ${narrowQuery}`;
export const forcedColors = '@media (forced-colors: active)';
