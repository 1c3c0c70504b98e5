import { type Refusal, refuse } from '../evaluation';

/** Random text for RandomString, entra-mapping-language.md 3.4. */

export const longestRandomText = 256;

const letters = 'abcdefghijklmnopqrstuvwxyz';
/** Those of the Windows password policy. */
const special = '~!@#$%^&*_-+=`|\\(){}[]:;"\'<>,.?/';

interface CharacterKind {
  readonly name: string;
  readonly characters: string;
}
const kinds: readonly CharacterKind[] = [
  { name: 'digits', characters: '0123456789' },
  { name: 'special characters', characters: special },
  { name: 'capital letters', characters: letters.toUpperCase() },
  { name: 'lower-case letters', characters: letters },
];

export type RandomBytes = (count: number) => Uint8Array;

/** A whole number from 0 below a limit of at most 256, each as likely as the next: bytes that would favour one are dropped. */
function drawBelow(limit: number, randomBytes: RandomBytes): number {
  const fair = 256 - (256 % limit);
  for (let attempt = 0; attempt < 1000; attempt++) {
    const byte = randomBytes(1)[0] ?? 256;
    if (byte < fair) return byte % limit;
  }
  throw new Error('The source of random bytes does not vary.');
}

export interface RandomPlan {
  readonly length: number;
  /** How many at least of digits, special characters, capital and lower-case letters. */
  readonly minima: readonly number[];
  readonly avoided: string;
}

/** What makes a plan impossible, with the argument of RandomString that is to blame; null: it can be done. */
export function refusePlan({ length, minima, avoided }: RandomPlan): Refusal | null {
  if (length < 0 || length > longestRandomText) {
    return refuse(`A random text has 0 to ${longestRandomText} characters, and ${length} are asked for.`, 0);
  }
  const negative = minima.findIndex((least) => least < 0);
  if (negative !== -1) return refuse('A number of characters cannot be negative.', negative + 1);
  const sum = minima.reduce((total, least) => total + least, 0);
  if (sum > length) return refuse(`The least numbers come to ${sum}, and the length is only ${length}.`, 0);
  const empty = kinds.findIndex((kind, place) => (minima[place] ?? 0) > 0 && without(kind.characters, avoided) === '');
  if (empty !== -1) return refuse(`No ${kinds[empty]?.name} are left to choose from.`, 5);
  return sum < length && fillers(minima, avoided) === '' ? refuse('No characters are left to choose from.', 5) : null;
}

const without = (characters: string, avoided: string): string =>
  [...characters].filter((character) => !avoided.includes(character)).join('');

/** What fills a surplus: the kinds that are asked for, so that a text without special characters gets none; else letters and digits. */
function fillers(minima: readonly number[], avoided: string): string {
  const asked = kinds.filter((_, place) => (minima[place] ?? 0) > 0);
  const chosen = asked.length > 0 ? asked : kinds.filter(({ characters }) => characters !== special);
  return without(chosen.map(({ characters }) => characters).join(''), avoided);
}

/** A plan that {@link refusePlan} has passed, carried out. */
export function randomText({ length, minima, avoided }: RandomPlan, randomBytes: RandomBytes): string {
  const chosen: string[] = [];
  const add = (characters: string) => chosen.push(characters[drawBelow(characters.length, randomBytes)] ?? '');
  for (const [place, { characters }] of kinds.entries()) {
    const allowed = without(characters, avoided);
    for (let count = 0; count < (minima[place] ?? 0); count++) add(allowed);
  }
  const rest = fillers(minima, avoided);
  while (chosen.length < length) add(rest);
  // Fisher and Yates: every order is as likely as any other.
  for (let last = chosen.length - 1; last > 0; last--) {
    const other = drawBelow(last + 1, randomBytes);
    [chosen[last], chosen[other]] = [chosen[other] ?? '', chosen[last] ?? ''];
  }
  return chosen.join('');
}
