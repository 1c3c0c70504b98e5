import { useEffect, useRef } from 'react';
import type { LiveEvent } from '../../shared/ipc/contract';

/** Hears what the main process tells by itself, as long as the component is there. */
export function useLive(listener: (event: LiveEvent) => void): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => window.inseam.listen((event) => latest.current(event)), []);
}
