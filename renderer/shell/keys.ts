import { useEffect, useRef } from 'react';
import { useAppInfo } from '../bridge/app-info';

/** Named as people write them: "S", "/", "F5", "Ctrl+1", "Ctrl+,", "Ctrl+Enter". Ctrl is Cmd on macOS. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const typing = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="textbox"]';
const ownKeys =
  '[role="menu"], [role="listbox"], [role="dialog"], [role="alertdialog"], [role="radiogroup"], [role="tablist"]';

/** The page's primary button. */
const primary = 'Ctrl+Enter';

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return event.ctrlKey || event.metaKey ? `Ctrl+${key}` : key;
}

/**
 * Keys of the window or of a page. Those without Ctrl that are one character keep quiet while somebody types, in menus
 * and dialogs, and when single-letter keys are switched off.
 */
export function useKeys(keys: Keys): void {
  const { info } = useAppInfo();
  // A letter that an admin switched off does nothing, also before that is known.
  const singles = info?.settings.singleKeyShortcuts ?? false;
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const name = nameOf(event);
      const act = latest.current[name];
      if (act === undefined) return;
      if (name.length === 1) {
        const target = event.target instanceof Element ? event.target : null;
        if (!singles || target?.closest(typing) || target?.closest(ownKeys)) return;
      }
      if (document.querySelector('[aria-modal="true"]') !== null) return;
      event.preventDefault();
      act(event);
    };
    // A list of choices opens at Enter, also with Ctrl, and keeps it to itself: the page is asked first.
    const onPrimary = (event: KeyboardEvent) => {
      if (nameOf(event) !== primary || !(event.target instanceof Element)) return;
      if (event.target.closest('[role="combobox"]') === null) return;
      onKeyDown(event);
      if (event.defaultPrevented) event.stopPropagation();
    };
    window.addEventListener('keydown', onPrimary, true);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onPrimary, true);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [singles]);
}
