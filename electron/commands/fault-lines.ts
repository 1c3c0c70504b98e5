import type { ExpressionFault } from '../../shared/expression/expression';

/** Characters of a line that are shown on either side of the place. */
const around = 60;
/** A mark that is longer says no more. */
const longestMark = 60;

/** What is wrong, the line that the place is in, and a mark under it; of a long line only what is near. */
export function faultLines(text: string, { range, message, severity }: ExpressionFault): readonly string[] {
  const start = text.lastIndexOf('\n', Math.max(0, range.start - 1)) + 1;
  const next = text.indexOf('\n', range.start);
  const end = next === -1 ? text.length : next;
  const mark = Math.max(1, Math.min(range.end - range.start, end - range.start, longestMark));
  const from = startOfCharacter(text, Math.max(start, range.start - around));
  const to = startOfCharacter(text, Math.min(end, range.start + mark + around));
  const left = from > start ? '…' : '';
  const line = `${left}${text.slice(from, to)}${to < end ? '…' : ''}`;
  const before = `${left}${text.slice(from, range.start)}`.replace(/[^\t]/g, ' ');
  return [`${severity === 'error' ? '' : 'Warning: '}${message}`, `  ${line}`, `  ${before}${'^'.repeat(mark)}`];
}

/** Never between the two halves of one. */
const startOfCharacter = (text: string, at: number): number =>
  /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at;
