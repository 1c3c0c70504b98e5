import { type RefObject, useEffect } from 'react';

/** After a change of place the focus goes to the new page's heading, once it is there. */
let wanted = false;

export function wantHeadingFocus(): void {
  wanted = true;
}

/** For an `h1` with `tabIndex={-1}`. `place` is what makes it another heading: the page's title, the wizard's step. */
export function useHeadingFocus(heading: RefObject<HTMLHeadingElement | null>, place: string): void {
  useEffect(() => {
    if (place === '' || !wanted) return;
    wanted = false;
    heading.current?.focus();
  }, [heading, place]);
}
