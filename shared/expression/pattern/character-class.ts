/** Tests of one UTF-16 unit, as .NET's regular expressions see it: `\d` and `\w` hold for every script. */
export type CharacterTest = (unit: string) => boolean;

const shorthand = {
  d: /^\p{Nd}$/u,
  w: /^[\p{L}\p{Mn}\p{Nd}\p{Pc}]$/u,
  s: /^[\f\n\r\t\v\x85\p{Z}]$/u,
} as const;

/** For `\b` the joiners of scripts such as Persian belong to a word, too. */
export const isWordEdgeUnit: CharacterTest = (unit) => shorthand.w.test(unit) || unit === '\u200c' || unit === '\u200d';

export const negate =
  (test: CharacterTest): CharacterTest =>
  (unit) =>
    !test(unit);

/** `\d`, `\D` and their kin; null for any other letter. */
export function shorthandTest(letter: string): CharacterTest | null {
  const lower = letter.toLowerCase();
  if (lower !== 'd' && lower !== 'w' && lower !== 's') return null;
  const shape = shorthand[lower];
  const test: CharacterTest = (unit) => shape.test(unit);
  return letter === lower ? test : negate(test);
}

const categories = /^(?:L[ulmto]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfson]?)$/;

/** `\p{Lu}`: Unicode's general categories; null for .NET's named blocks, which have no equivalent. */
export function categoryTest(name: string): CharacterTest | null {
  if (!categories.test(name)) return null;
  const shape = new RegExp(`^\\p{${name}}$`, 'u');
  return (unit) => shape.test(unit);
}

const controls: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  f: '\f',
  v: '\v',
  e: '\u001b',
  a: '\u0007',
};

/** The character that an escaped letter stands for, or null. */
export const controlCharacter = (letter: string): string | null => controls[letter] ?? null;

const lower = (unit: string): string => {
  const lowered = unit.toLowerCase();
  return lowered.length === 1 ? lowered : unit;
};

/** The same test without regard to case: of characters and ranges, since `\d` or `\p{Lu}` mean what they say (.NET). */
export const ignoringCase =
  (test: CharacterTest): CharacterTest =>
  (unit) => {
    const lowered = lower(unit);
    const raised = unit.toUpperCase();
    return test(unit) || test(lowered) || (raised.length === 1 && lower(raised) === lowered && test(raised));
  };
