import { type Refusal, refuse } from '../evaluation';

/**
 * One character to one character, as .NET's simple case mapping: `ß` stays `ß` in upper case where JavaScript makes
 * `SS` of it (entra-mapping-language.md 3.1).
 */
function mapEach(text: string, change: (character: string) => string): string {
  let mapped = '';
  for (const character of text) {
    const changed = change(character);
    mapped += changed.length === character.length ? changed : character;
  }
  return mapped;
}

export const invariantLower = (text: string): string => mapEach(text, (character) => character.toLowerCase());
export const invariantUpper = (text: string): string => mapEach(text, (character) => character.toUpperCase());

/** Case mapping by a culture such as `tr-TR`; null or "" is the invariant culture. */
export function changeCase(text: string, to: 'lower' | 'upper', culture: string | null): string | Refusal {
  if (culture === null || culture === '') return to === 'lower' ? invariantLower(text) : invariantUpper(text);
  try {
    const [locale] = Intl.getCanonicalLocales(culture);
    return mapEach(text, (character) =>
      to === 'lower' ? character.toLocaleLowerCase(locale) : character.toLocaleUpperCase(locale),
    );
  } catch {
    return refuse(`“${culture}” is not the name of a culture, such as en-US.`, 1);
  }
}
