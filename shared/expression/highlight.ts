import type { TextRange } from './expression';
import { findFunction, unsupportedFunction } from './functions';
import { type Token, tokenize } from './tokenize';
import { findWord } from './words';

/** What a piece of an expression is, for its colour. `wrong`: means nothing where it stands. */
export type TokenClass = 'function' | 'attribute' | 'text' | 'number' | 'word' | 'relation' | 'punctuation' | 'wrong';

export interface HighlightedToken {
  readonly range: TextRange;
  readonly class: TokenClass;
}

/** Every piece of a text but its blanks, in order and to its end, whatever is wrong with it. */
export function highlight(text: string): readonly HighlightedToken[] {
  const { tokens } = tokenize(text);
  return tokens
    .filter(({ kind }) => kind !== 'end')
    .map((token, index) => ({ range: token.range, class: classOf(token, tokens[index + 1]?.kind === 'open') }));
}

function classOf(token: Token, isCall: boolean): TokenClass {
  switch (token.kind) {
    case 'attribute':
    case 'text':
    case 'number':
    case 'relation':
      return token.kind;
    case 'open':
    case 'close':
    case 'comma':
    case 'concatenate':
      return 'punctuation';
    case 'name':
      return classOfName(token.name, isCall);
    case 'unknown':
    case 'end':
      return 'wrong';
  }
}

function classOfName(name: string, isCall: boolean): TokenClass {
  if (isCall) {
    return findFunction(name) === undefined && unsupportedFunction(name) === undefined ? 'wrong' : 'function';
  }
  return findWord(name) === undefined ? 'wrong' : 'word';
}
