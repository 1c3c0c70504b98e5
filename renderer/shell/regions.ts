const stops =
  'h1[tabindex], h2[tabindex], a[href], button:not([disabled]), input:not([disabled]), textarea, [tabindex="0"]';

/** F6, or Shift and F6 back: from navigation to page to list and pane and round again, each marked with `data-region`. */
export function focusNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.offsetParent !== null,
  );
  // A pane may lie inside the page: the innermost region is where the focus is.
  const here = regions.reduce((found, region, index) => (region.contains(document.activeElement) ? index : found), -1);
  const from = here < 0 && step < 0 ? 0 : here;
  const next = regions[(from + step + regions.length) % regions.length];
  next?.querySelector<HTMLElement>(stops)?.focus();
}
