import type { Locator, Page } from '@playwright/test';

/**
 * Puts a text in place of the one that is there, key by key. `fill` would have Chromium insert it by itself, in a span
 * with a style of its own that the content policy complains of; nobody's keyboard does that.
 */
export async function writeOver(page: Page, field: Locator, text: string): Promise<void> {
  await field.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}
