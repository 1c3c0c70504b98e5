import { badRequest } from './graph-refusal';
import type { Holds } from './odata-filter';

/**
 * $search of directory objects: `"displayName:kim"`, several joined by AND or OR. Each word asked for must begin a word
 * of the value; case does not count (Microsoft Graph, "use the $search query parameter", tokenised matching).
 */
export function parseSearch(text: string): Holds {
  const alternatives = text
    .split(/\sOR\s/)
    .map((part) => part.split(/\sAND\s/).map((clause) => parseClause(clause, text)));
  return (read) => alternatives.some((clauses) => clauses.every((clause) => clause(read)));
}

function parseClause(clause: string, whole: string): Holds {
  const match = /^"([A-Za-z]+):((?:[^"\\]|\\.)+)"$/.exec(clause.trim());
  const [, property, wanted] = match ?? [];
  if (property === undefined || wanted === undefined) {
    throw badRequest(`Syntax error: character '"' is not valid at position 0 in '${whole}'.`);
  }
  const words = wordsOf(wanted.replaceAll(/\\(.)/g, '$1'));
  return (read) => {
    const present = wordsOf(String(read(property) ?? ''));
    return words.every((word) => present.some((candidate) => candidate.startsWith(word)));
  };
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
