import { useCallback, useEffect, useRef } from 'react';
import type { TakeBack } from '../../bridge/connection';

/** The changes of this visit, last first: Ctrl+Z takes one back. Text fields keep their own Ctrl+Z while being typed in. */
export function useTakeBack(): (undo: TakeBack) => void {
  const stack = useRef<TakeBack[]>([]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      if (event.target instanceof HTMLElement && event.target.dataset['typing'] === 'true') return;
      const undo = stack.current.pop();
      if (undo === undefined) return;
      event.preventDefault();
      void undo();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return useCallback((undo: TakeBack) => {
    stack.current.push(undo);
  }, []);
}
