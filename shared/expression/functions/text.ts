import { refuse } from '../evaluation';
import { isList, valueText } from '../value';
import { withoutDiacritics } from './diacritics';
import { any, asInteger, asText, type FunctionRow, integer, optional, repeating, text, word } from './function-row';
import { changeCase, invariantLower, invariantUpper } from './letter-case';

/** What separates words in .NET's ToTitleCase: blanks, control and format characters, punctuation and symbols (3.6). */
const betweenWords = /[\s\p{Cc}\p{Cf}\p{P}\p{S}]/u;

function properCase(source: string, separators: string | null): string {
  const separates = (character: string) =>
    separators === null ? betweenWords.test(character) : separators.includes(character);
  let begins = true;
  let result = '';
  // In lower case first: ToTitleCase alone leaves words that are all upper case as they are.
  for (const character of invariantLower(source)) {
    result += begins ? invariantUpper(character) : character;
    begins = separates(character);
  }
  return result;
}

/** Text functions, entra-mapping-language.md 3.1. Positions count UTF-16 units from 1. */
export const textFunctions: readonly FunctionRow[] = [
  {
    name: 'Append',
    parameters: [text('source'), text('suffix')],
    returns: 'text',
    help: 'Adds the suffix to the end of the source.',
    example: 'Append([mailNickname], "@contoso.com")',
    takesNull: true,
    evaluate: ([source, suffix]) => {
      const [first, second] = [asText(source), asText(suffix)];
      return first === null && second === null ? null : `${first ?? ''}${second ?? ''}`;
    },
  },
  {
    name: 'InStr',
    parameters: [
      text('value1'),
      text('value2'),
      optional(integer('start')),
      optional(word('compareType', 'vbBinaryCompare', 'vbTextCompare')),
    ],
    returns: 'number',
    help: 'Where value2 first stands in value1, counted from 1; 0 where it does not.',
    example: 'InStr([userPrincipalName], "@")',
    evaluate: ([value1, value2, start, compareType]) => {
      const from = asInteger(start) ?? 1;
      if (from < 1) return refuse('The first character is number 1.', 2);
      const fold = compareType === 'vbTextCompare' ? invariantLower : (same: string) => same;
      const [searched, wanted] = [fold(asText(value1) ?? ''), fold(asText(value2) ?? '')];
      return from > searched.length ? 0 : searched.indexOf(wanted, from - 1) + 1;
    },
  },
  {
    name: 'Left',
    parameters: [text('string'), integer('numChars')],
    returns: 'text',
    help: 'The first characters of a text.',
    example: 'Left([givenName], 1)',
    takesNull: true,
    evaluate: ([string, numChars]) => {
      const source = asText(string) ?? '';
      const count = asInteger(numChars) ?? 0;
      return count < 0 ? source : source.slice(0, count);
    },
  },
  {
    name: 'Len',
    parameters: [text('value')],
    returns: 'number',
    help: 'How many characters a text has; 0 for no value.',
    example: 'Len([userPrincipalName])',
    takesNull: true,
    evaluate: ([value]) => asText(value)?.length ?? 0,
  },
  {
    name: 'Mid',
    parameters: [text('source'), integer('start'), optional(integer('length'))],
    returns: 'text',
    help: 'Characters from the middle of a text; the first is number 1. Without a length: all that follow.',
    example: 'Mid([surname], 1, 5)',
    evaluate: ([source, start, length]) => {
      const from = asInteger(start) ?? 1;
      const count = asInteger(length) ?? Number.POSITIVE_INFINITY;
      if (from < 1) return refuse('The first character is number 1.', 1);
      if (count < 0) return refuse('A length cannot be negative.', 2);
      return (asText(source) ?? '').slice(from - 1, from - 1 + count);
    },
  },
  {
    name: 'NormalizeDiacritics',
    parameters: [text('source')],
    returns: 'text',
    help: 'Replaces letters that have accents and the like by plain letters.',
    example: 'NormalizeDiacritics([surname])',
    evaluate: ([source]) => withoutDiacritics(asText(source) ?? ''),
  },
  {
    name: 'PCase',
    parameters: [text('source'), optional(text('wordSeparators'))],
    returns: 'text',
    help: 'Makes the first letter of each word upper case and all others lower case.',
    example: 'PCase([surname], " -\'")',
    evaluate: ([source, wordSeparators]) => properCase(asText(source) ?? '', asText(wordSeparators)),
  },
  {
    name: 'StripSpaces',
    parameters: [text('source')],
    returns: 'text',
    help: 'Removes every blank.',
    example: 'StripSpaces([displayName])',
    evaluate: ([source]) => (asText(source) ?? '').replaceAll(' ', ''),
  },
  {
    name: 'ToLower',
    parameters: [text('source'), optional(text('culture'))],
    returns: 'text',
    help: 'Lower case, by the rules of a culture such as en-US if one is named.',
    example: 'ToLower([userPrincipalName])',
    evaluate: ([source, culture]) => changeCase(asText(source) ?? '', 'lower', asText(culture)),
  },
  {
    name: 'ToUpper',
    parameters: [text('source'), optional(text('culture'))],
    returns: 'text',
    help: 'Upper case, by the rules of a culture such as en-US if one is named.',
    example: 'ToUpper([country])',
    evaluate: ([source, culture]) => changeCase(asText(source) ?? '', 'upper', asText(culture)),
  },
  {
    name: 'Trim',
    parameters: [any('value')],
    returns: 'any',
    help: 'Removes blanks and line breaks around a text, or around each value of a list.',
    example: 'Trim([displayName])',
    evaluate: ([value]) => {
      if (isList(value)) return value.map((item) => item.trim());
      return valueText(value ?? null)?.trim() ?? null;
    },
  },
  {
    name: 'Word',
    parameters: [text('string'), integer('wordNumber'), text('delimiters')],
    returns: 'text',
    help: 'One word of a text, counted from 1. Each character of the delimiters separates words.',
    example: 'Word([userPrincipalName], 1, "@")',
    takesNull: true,
    evaluate: ([string, wordNumber, delimiters]) => {
      const separators = asText(delimiters) ?? '';
      const words: string[] = [];
      let current = '';
      for (const character of asText(string) ?? '') {
        if (!separators.includes(character)) current += character;
        else if (current !== '') {
          words.push(current);
          current = '';
        }
      }
      if (current !== '') words.push(current);
      return words[(asInteger(wordNumber) ?? 0) - 1] ?? '';
    },
  },
  {
    name: 'Join',
    parameters: [text('separator'), repeating(any('source1'))],
    returns: 'text',
    help: 'All sources with the separator between them; empty ones are skipped with their separator.',
    example: 'Join(".", [givenName], [surname])',
    takesNull: true,
    evaluate: ([separator, ...sources]) =>
      sources
        .flatMap((source) => (isList(source) ? [...source] : [valueText(source ?? null)]))
        .filter((part) => part !== null && part !== '')
        .join(asText(separator) ?? ''),
  },
];
