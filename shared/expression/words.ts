import { functionRows } from './functions';

/** Bare names that are values (entra-mapping-language.md 2.5): those that parameters take, and the two of flow. */
export const flowWords: readonly string[] = ['IgnoreAttributeFlow', 'IgnoreObjectFlow'];

export const knownWords: readonly string[] = [
  ...new Set([...functionRows.flatMap((row) => row.parameters.flatMap(({ words = [] }) => words)), ...flowWords]),
];

const folded = new Map(knownWords.map((word) => [word.toLowerCase(), word]));

/** Finds a word without regard to case, in its canonical spelling. */
export const findWord = (name: string): string | undefined => folded.get(name.toLowerCase());
