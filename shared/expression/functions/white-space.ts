const white = /[\t-\r\x85\p{Z}]/u;

/** Without the white space at both ends, by .NET's notion of it. Walks in from the ends: a pattern could be made slow. */
export function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && white.test(text.charAt(start))) start += 1;
  while (end > start && white.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
