/** In UTF-16 units. A text that an expression makes longer than this is refused, so that none can fill the memory. */
export const maximumTextLength = 100_000;

/** The text with every occurrence of another replaced; null: it would become too long. */
export function replaceAll(text: string, old: string, by: string): string | null {
  const parts = text.split(old);
  const length = text.length + (parts.length - 1) * (by.length - old.length);
  return length > maximumTextLength ? null : parts.join(by);
}
