import { type Refusal, refuse } from '../evaluation';
import { fillTemplate, readTemplate } from '../pattern/fill-template';
import { type Found, findAll, findFirst } from '../pattern/find';
import { type Pattern, readPattern } from '../pattern/read-pattern';
import { type Argument, asText, type Complaint, type FunctionRow, optional, text } from './function-row';
import { maximumTextLength, replaceAll } from './text-length';

/** Places of Replace's arguments; which of them are there decides what it does (entra-mapping-language.md 3.5). */
const places = [
  text('oldValue', 'The text to find.'),
  text('regexPattern', 'The regular expression to find, in .NET’s form; each backslash is written twice.'),
  text('regexGroupName', 'The named group of the pattern that is meant.'),
  text(
    'replacementValue',
    'What to put in its place. For a pattern, $1 is what its first group found; named groups work, too.',
  ),
  text('replacementAttributeName', 'The attribute to search instead where the source is empty.'),
  text('template', 'The text in which oldValue becomes the source.'),
];
const invalid = ({ message, position }: { message: string; position: number }): string =>
  `Not a valid pattern: ${message.replace(/\.$/, '')} (character ${position + 1} of the pattern).`;
const tooMuchWork = 'The text is too long for this pattern.';
const noGroup = (name: string): string => `The pattern has no group named “${name}”.`;

type Mode = (source: string, given: readonly Argument[]) => string | null | Refusal;

const at = (given: readonly Argument[], place: number): string => asText(given[place] ?? null) ?? '';

/** Runs with the pattern of argument 2, or says what is wrong with it or with the size of the text. */
function withPattern(
  source: string,
  given: readonly Argument[],
  use: (found: readonly Found[], pattern: Pattern) => string | null | Refusal,
): string | null | Refusal {
  const read = readPattern(at(given, 2));
  if (!read.ok) return refuse(invalid(read), 2);
  const found = findAll(read.pattern, source);
  return found === null ? refuse(tooMuchWork, 0) : use(found, read.pattern);
}

const becomesTooLong = refuse(`The text becomes longer than ${maximumTextLength.toLocaleString('en')} characters.`);

/** The text with a piece of each match replaced. */
function replaceEach(source: string, found: readonly Found[], piece: (match: Found) => Piece | null): string | Refusal {
  let result = '';
  let position = 0;
  for (const match of found) {
    const replaced = piece(match);
    if (replaced === null) continue;
    result += source.slice(position, replaced.start) + replaced.by;
    if (result.length > maximumTextLength) return becomesTooLong;
    position = replaced.end;
  }
  return result + source.slice(position);
}
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

const replaceText: Mode = (source, given) => {
  const old = at(given, 1);
  return old === '' ? source : (replaceAll(source, old, at(given, 4)) ?? becomesTooLong);
};

const fillInTemplate: Mode = (source, given) => {
  const old = at(given, 1);
  const template = at(given, 6);
  return old === '' ? template : (replaceAll(template, old, source) ?? becomesTooLong);
};

const replaceMatches: Mode = (source, given) =>
  withPattern(source, given, (found, pattern) => {
    const template = readTemplate(at(given, 4), pattern);
    return replaceEach(source, found, (match) => ({
      start: match.start,
      end: match.end,
      by: fillTemplate(template, source, match, maximumTextLength),
    }));
  });

const replaceGroup: Mode = (source, given) =>
  withPattern(source, given, (found, pattern) => {
    const name = at(given, 3);
    if (!pattern.groupNumbers.has(name)) return refuse(noGroup(name), 3);
    return replaceEach(source, found, (match) => {
      const group = match.group(name);
      return group === null ? null : { ...group, by: at(given, 4) };
    });
  });

/** Where the source is empty, the group's part of another attribute; [func]'s reading, not the reversed one of [cs]. */
const takeFromOther: Mode = (source, given) => {
  if (source !== '') return source;
  const read = readPattern(at(given, 2));
  if (!read.ok) return refuse(invalid(read), 2);
  const name = at(given, 3);
  if (!read.pattern.groupNumbers.has(name)) return refuse(noGroup(name), 3);
  const other = at(given, 5);
  const match = findFirst(read.pattern, other);
  if (match === 'too-long') return refuse(tooMuchWork, 5);
  const group = match?.group(name) ?? null;
  return group === null ? null : other.slice(group.start, group.end);
};

const modes: Readonly<Record<string, Mode>> = {
  'oldValue replacementValue': replaceText,
  'oldValue template': fillInTemplate,
  'regexPattern replacementValue': replaceMatches,
  'regexPattern regexGroupName replacementValue': replaceGroup,
  'regexPattern regexGroupName replacementAttributeName': takeFromOther,
};

const modeOf = (given: readonly boolean[]): Mode | undefined =>
  modes[places.flatMap(({ name }, place) => (given[place + 1] === true ? [name] : [])).join(' ')];

function checkConstants([, , source, group]: readonly (string | number | bigint | undefined)[]): Complaint | null {
  if (source === undefined) return null;
  const read = readPattern(String(source));
  if (!read.ok) return { message: invalid(read), argument: 2 };
  if (group === undefined || read.pattern.groupNumbers.has(String(group))) return null;
  return { message: noGroup(String(group)), argument: 3 };
}

export const replaceFunctions: readonly FunctionRow[] = [
  {
    name: 'Replace',
    parameters: [text('source', 'The text.'), ...places.map(optional)],
    returns: 'text',
    help: 'Replaces a text, or what a regular expression finds, in the source. What it does follows from which arguments are given; leave the places of the others empty.',
    remarks: 'Case counts. A text that the pattern does not find stays as it is.',
    example: 'Replace([department], "R&D", , , "Research", , )',
    exampleSource: { department: 'R&D Dublin' },
    exampleResult: 'Research Dublin',
    takesNull: true,
    check: (given) =>
      modeOf(given) === undefined
        ? {
            message:
              'Replace takes one of these beside its source: oldValue and replacementValue; oldValue and template; regexPattern and replacementValue; regexPattern, regexGroupName and replacementValue; regexPattern, regexGroupName and replacementAttributeName.',
            argument: null,
          }
        : null,
    checkConstants,
    evaluate: (given) => {
      const mode = modeOf(given.map((argument) => argument !== undefined));
      const source = asText(given[0] ?? null);
      if (mode === undefined) return refuse('These arguments do not go together.');
      return source === null && mode !== takeFromOther ? null : mode(source ?? '', given);
    },
  },
];
