/** F6: from navigation to page to pane and round again, each marked with `data-region`. */
export function focusNextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.offsetParent !== null,
  );
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  // A pane may lie inside the page: the innermost region is where the focus is.
  const innermost = regions.reduce(
    (found, region, index) => (region.contains(document.activeElement) ? index : found),
    here,
  );
  const next = regions[(innermost + 1) % regions.length];
  next?.querySelector<HTMLElement>('h1, h2, a[href], button:not([disabled]), [tabindex="0"]')?.focus();
}
