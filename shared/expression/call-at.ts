import type { TextRange } from './expression';
import type { Token } from './tokenize';

/** A call whose parentheses are open at a position. */
export interface OpenCall {
  /** As written. */
  readonly name: string;
  readonly nameRange: TextRange;
  /** Which argument the position is in, from 0. */
  readonly place: number;
}

/** The innermost call around a position, told from what stands before it alone, so that it is known while somebody types. */
export function callAt(tokens: readonly Token[], position: number): OpenCall | null {
  const open: (OpenCall | null)[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.range.end > position || token.kind === 'end') break;
    if (token.kind === 'open') {
      const before = tokens[index - 1];
      open.push(before?.kind === 'name' ? { name: before.name, nameRange: before.range, place: 0 } : null);
    } else if (token.kind === 'close') open.pop();
    else if (token.kind === 'comma') {
      const call = open.pop() ?? null;
      open.push(call === null ? null : { ...call, place: call.place + 1 });
    }
  }
  // Parentheses without a function are looked through.
  return [...open].reverse().find((call) => call !== null) ?? null;
}
