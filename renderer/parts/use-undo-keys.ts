import { useEffect, useRef } from 'react';

/** Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z) of a page's edits. A field marked `data-typing="true"` has its own. */
export function useUndoKeys(keys: { readonly undo: () => void; readonly redo: () => void }): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (event.target instanceof HTMLElement && event.target.dataset['typing'] === 'true') return;
      if (document.querySelector('[aria-modal="true"]') !== null) return;
      const key = event.key.toLowerCase();
      const back = key === 'z' && !event.shiftKey;
      const forth = key === 'y' || (key === 'z' && event.shiftKey);
      if (!back && !forth) return;
      event.preventDefault();
      if (back) latest.current.undo();
      else latest.current.redo();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
