import { useEffect, useRef } from 'react';

/**
 * For what lies over the page: when it goes, the focus returns to where it was. The dialog itself does so only for a
 * trigger of its own, and neither a key nor a menu is one.
 */
export function useFocusBack(): void {
  const before = useRef<Element | null>(null);
  before.current ??= lasting(document.activeElement);
  useEffect(
    () => () => {
      const to = before.current;
      // After the dialog has let go of the page behind it.
      setTimeout(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (!lost) return;
        // What it was may be gone by what was done: the page's heading is next to it.
        const there = to instanceof HTMLElement && to !== document.body && to.isConnected;
        (there ? to : document.querySelector<HTMLElement>('h1[tabindex]'))?.focus();
      });
    },
    [],
  );
}

/** A menu is gone by then, but not the button that opened it. */
function lasting(focused: Element | null): Element | null {
  const button = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby') ?? null;
  return button === null ? focused : document.getElementById(button);
}
