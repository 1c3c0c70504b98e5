import { type Refusal, refuse } from '../evaluation';
import { isComplexRoles, isList, isRoles, valueText } from '../value';
import { withoutDiacritics } from './diacritics';
import {
  type Argument,
  any,
  asInteger,
  asText,
  type FunctionRow,
  integer,
  optional,
  repeating,
  text,
  word,
} from './function-row';
import { changeCase, checkCulture, invariantLower, titleCase } from './letter-case';
import { trimmed } from './white-space';

/** What separates words in .NET's ToTitleCase: blanks, control and format characters, punctuation and symbols (3.6). */
const betweenWords = /[\s\p{Cc}\p{Cf}\p{P}\p{S}]/u;

function properCase(source: string, separators: string | null): string {
  const separates = (character: string) =>
    separators === null ? betweenWords.test(character) : separators.includes(character);
  let begins = true;
  let result = '';
  // In lower case first: ToTitleCase alone leaves words that are all upper case as they are.
  for (const character of invariantLower(source)) {
    const isLetter = /\p{L}/u.test(character);
    result += begins && isLetter ? titleCase(character) : character;
    // As in .NET, digits before the first letter do not begin a word: 1st is 1St.
    begins = separates(character) || (begins && !isLetter);
  }
  return result;
}

/** The texts of an argument that may be a list; roles are for the role functions. */
function textsOf(argument: Argument, place: number): readonly string[] | Refusal {
  if (isList(argument)) return argument;
  if (isRoles(argument) || isComplexRoles(argument)) return refuse('Roles are no text.', place);
  const one = valueText(argument ?? null);
  return one === null ? [] : [one];
}

const source = text('source', 'The text.');
const culture = optional(
  text('culture', 'A language and region such as tr-TR; without it the same rules for everybody.'),
);

/** Text functions, entra-mapping-language.md 3.1. Positions count UTF-16 units from 1. */
export const textFunctions: readonly FunctionRow[] = [
  {
    name: 'Append',
    parameters: [source, text('suffix', 'What to put behind it.')],
    returns: 'text',
    help: 'Adds the suffix to the end of the source.',
    remarks: 'Where one of the two is missing, the other stands alone.',
    example: 'Append([mailNickname], "@contoso.com")',
    exampleSource: { mailNickname: 'siobhan' },
    exampleResult: 'siobhan@contoso.com',
    takesNull: true,
    evaluate: ([given, suffix]) => {
      const [first, second] = [asText(given), asText(suffix)];
      return first === null && second === null ? null : `${first ?? ''}${second ?? ''}`;
    },
  },
  {
    name: 'InStr',
    parameters: [
      text('value1', 'The text to search in.'),
      text('value2', 'The text to find.'),
      optional(integer('start', 'The place to start from; the first character is number 1.')),
      optional(
        word('compareType', 'Whether case counts: with vbTextCompare it does not.', 'vbBinaryCompare', 'vbTextCompare'),
      ),
    ],
    returns: 'number',
    help: 'Where value2 first stands in value1, counted from 1; 0 where it does not.',
    remarks: 'Case counts unless vbTextCompare is given.',
    example: 'InStr([userPrincipalName], "@")',
    exampleSource: { userPrincipalName: 'siobhan@contoso.com' },
    exampleResult: '8',
    evaluate: ([value1, value2, start, compareType]) => {
      const from = asInteger(start) ?? 1;
      if (from < 1) return refuse('The first character is number 1.', 2);
      const fold = compareType === 'vbTextCompare' ? invariantLower : (same: string) => same;
      const [searched, wanted] = [fold(asText(value1) ?? ''), fold(asText(value2) ?? '')];
      return asText(value2) === null || from > searched.length ? 0 : searched.indexOf(wanted, from - 1) + 1;
    },
  },
  {
    name: 'Left',
    parameters: [text('string', 'The text.'), integer('numChars', 'How many characters.')],
    returns: 'text',
    help: 'The first characters of a text.',
    remarks: 'The whole text where it is shorter or the number negative; an empty text where there is none.',
    example: 'Left([givenName], 1)',
    exampleSource: { givenName: 'Siobhán' },
    exampleResult: 'S',
    takesNull: true,
    evaluate: ([string, numChars]) => {
      const given = asText(string) ?? '';
      const count = asInteger(numChars) ?? 0;
      return count < 0 ? given : given.slice(0, count);
    },
  },
  {
    name: 'Len',
    parameters: [text('value', 'A text or a number.')],
    returns: 'number',
    help: 'How many characters a text has; 0 for no value.',
    example: 'Len([userPrincipalName])',
    exampleSource: { userPrincipalName: 'siobhan@contoso.com' },
    exampleResult: '19',
    takesNull: true,
    evaluate: ([value]) => asText(value)?.length ?? 0,
  },
  {
    name: 'Mid',
    parameters: [
      source,
      integer('start', 'The place of the first character to take; the first of the text is number 1.'),
      optional(integer('length', 'How many characters.')),
    ],
    returns: 'text',
    help: 'Characters from the middle of a text; the first is number 1. Without a length: all that follow.',
    remarks: 'A length that goes past the end is cut there.',
    example: 'Mid([surname], 1, 5)',
    exampleSource: { surname: 'Bhriain' },
    exampleResult: 'Bhria',
    evaluate: ([given, start, length]) => {
      const from = asInteger(start) ?? 1;
      const count = asInteger(length) ?? Number.POSITIVE_INFINITY;
      if (from < 1) return refuse('The first character is number 1.', 1);
      if (count < 0) return refuse('A length cannot be negative.', 2);
      return (asText(given) ?? '').slice(from - 1, from - 1 + count);
    },
  },
  {
    name: 'NormalizeDiacritics',
    parameters: [source],
    returns: 'text',
    help: 'Replaces letters that have accents and the like by plain letters.',
    remarks: 'ø becomes oe and ö becomes o. Letters that are no plain letter with a mark, such as đ, stay.',
    example: 'NormalizeDiacritics([surname])',
    exampleSource: { surname: 'Müller-Østergård' },
    exampleResult: 'Muller-OEstergard',
    evaluate: ([given]) => withoutDiacritics(asText(given) ?? ''),
  },
  {
    name: 'PCase',
    parameters: [source, optional(text('wordSeparators', 'The characters that separate words, and no others.'))],
    returns: 'text',
    help: 'Makes the first letter of each word upper case and all others lower case.',
    remarks: 'Without separators every blank, punctuation mark and symbol separates words.',
    example: 'PCase([surname], " -\'")',
    exampleSource: { surname: "PINTO-DE'SILVA" },
    exampleResult: "Pinto-De'Silva",
    evaluate: ([given, wordSeparators]) => properCase(asText(given) ?? '', asText(wordSeparators)),
  },
  {
    name: 'StripSpaces',
    parameters: [source],
    returns: 'text',
    help: 'Removes every blank.',
    remarks: 'Tabs and line breaks stay.',
    example: 'StripSpaces([displayName])',
    exampleSource: { displayName: 'Siobhán Ní Bhriain' },
    exampleResult: 'SiobhánNíBhriain',
    evaluate: ([given]) => (asText(given) ?? '').replaceAll(' ', ''),
  },
  {
    name: 'ToLower',
    parameters: [source, culture],
    returns: 'text',
    help: 'Lower case, by the rules of a culture such as en-US if one is named.',
    example: 'ToLower([userPrincipalName])',
    exampleSource: { userPrincipalName: 'Siobhan@Contoso.COM' },
    exampleResult: 'siobhan@contoso.com',
    checkConstants: ([, name]) => checkCulture(name),
    evaluate: ([given, name]) => changeCase(asText(given) ?? '', 'lower', asText(name)),
  },
  {
    name: 'ToUpper',
    parameters: [source, culture],
    returns: 'text',
    help: 'Upper case, by the rules of a culture such as en-US if one is named.',
    example: 'ToUpper([country])',
    exampleSource: { country: 'Ireland' },
    exampleResult: 'IRELAND',
    checkConstants: ([, name]) => checkCulture(name),
    evaluate: ([given, name]) => changeCase(asText(given) ?? '', 'upper', asText(name)),
  },
  {
    name: 'Trim',
    parameters: [any('value', 'A text or a list.')],
    returns: 'any',
    help: 'Removes blanks and line breaks around a text, or around each value of a list.',
    example: 'Trim([displayName])',
    exampleSource: { displayName: ' Siobhán  ' },
    exampleResult: 'Siobhán',
    evaluate: ([value]) => {
      const texts = textsOf(value, 0);
      if ('refused' in texts) return texts;
      return isList(value) ? texts.map(trimmed) : trimmed(texts[0] ?? '');
    },
  },
  {
    name: 'Word',
    parameters: [
      text('string', 'The text.'),
      integer('wordNumber', 'Which word; the first is number 1.'),
      text('delimiters', 'Each of these characters separates words.'),
    ],
    returns: 'text',
    help: 'One word of a text, counted from 1. Each character of the delimiters separates words.',
    remarks: 'Delimiters side by side count as one. An empty text where there are fewer words.',
    example: 'Word([userPrincipalName], 1, "@")',
    exampleSource: { userPrincipalName: 'siobhan@contoso.com' },
    exampleResult: 'siobhan',
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
    parameters: [
      text('separator', 'What stands between two values; may be "".'),
      repeating(any('source1', 'A text, or a list that gives each of its values.')),
    ],
    returns: 'text',
    help: 'All sources with the separator between them; empty ones are skipped with their separator.',
    example: 'Join(".", [givenName], [surname])',
    exampleSource: { givenName: 'John', surname: 'Smith' },
    exampleResult: 'John.Smith',
    takesNull: true,
    evaluate: ([separator, ...sources]) => {
      const parts: string[] = [];
      for (const [place, each] of sources.entries()) {
        const texts = textsOf(each, place + 1);
        if ('refused' in texts) return texts;
        for (const part of texts) if (part !== '') parts.push(part);
      }
      return parts.join(asText(separator) ?? '');
    },
  },
];
