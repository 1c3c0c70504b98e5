import { type Refusal, refuse } from '../evaluation';
import { fillTemplate } from '../pattern/fill-template';
import { type Found, findAll, findFirst } from '../pattern/find';
import { type Pattern, readPattern } from '../pattern/read-pattern';
import { type Argument, asText, type FunctionRow, optional, text } from './function-row';

/** Places of Replace's arguments; which of them are there decides what it does (entra-mapping-language.md 3.5). */
const places = [
  'oldValue',
  'regexPattern',
  'regexGroupName',
  'replacementValue',
  'replacementAttributeName',
  'template',
];
type Mode = (source: string, given: readonly Argument[]) => string | null | Refusal;

const at = (given: readonly Argument[], place: number): string => asText(given[place] ?? null) ?? '';

/** Runs with the pattern of argument 2, or says what is wrong with it or with the size of the text. */
function withPattern(
  source: string,
  given: readonly Argument[],
  use: (found: readonly Found[], pattern: Pattern) => string | null | Refusal,
): string | null | Refusal {
  const read = readPattern(at(given, 2));
  if (!read.ok) return refuse(`Not a valid pattern: ${read.message}`, 2);
  const found = findAll(read.pattern, source);
  return found === null ? refuse('The text is too long for a pattern.', 0) : use(found, read.pattern);
}

/** The text with a piece of each match replaced. */
function replaceEach(source: string, found: readonly Found[], piece: (match: Found) => Piece | null): string {
  let result = '';
  let position = 0;
  for (const match of found) {
    const replaced = piece(match);
    if (replaced === null) continue;
    result += source.slice(position, replaced.start) + replaced.by;
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
  return old === '' ? source : source.split(old).join(at(given, 4));
};

const fillInTemplate: Mode = (source, given) => {
  const old = at(given, 1);
  const template = at(given, 6);
  return old === '' ? template : template.split(old).join(source);
};

const replaceMatches: Mode = (source, given) =>
  withPattern(source, given, (found, pattern) =>
    replaceEach(source, found, (match) => ({
      start: match.start,
      end: match.end,
      by: fillTemplate(at(given, 4), source, match, (name) => pattern.groupNumbers.has(name)),
    })),
  );

const replaceGroup: Mode = (source, given) =>
  withPattern(source, given, (found) =>
    replaceEach(source, found, (match) => {
      const group = match.group(at(given, 3));
      return group === null ? null : { ...group, by: at(given, 4) };
    }),
  );

/** Where the source is empty, the group's part of another attribute; [func]'s reading, not the reversed one of [cs]. */
const takeFromOther: Mode = (source, given) => {
  if (source !== '') return source;
  const read = readPattern(at(given, 2));
  if (!read.ok) return refuse(`Not a valid pattern: ${read.message}`, 2);
  const other = at(given, 5);
  const match = findFirst(read.pattern, other);
  if (match === 'too-long') return refuse('The text is too long for a pattern.', 5);
  const group = match?.group(at(given, 3)) ?? null;
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
  modes[places.filter((_, place) => given[place + 1] === true).join(' ')];

export const replaceFunctions: readonly FunctionRow[] = [
  {
    name: 'Replace',
    parameters: [text('source'), ...places.map((name) => optional(text(name)))],
    returns: 'text',
    help: 'Replaces a text, or what a regular expression finds, in the source. What it does follows from which arguments are given; leave the places of the others empty.',
    example: 'Replace([department], "R&D", , , "Research", , )',
    takesNull: true,
    check: (given) =>
      modeOf(given) === undefined
        ? {
            message:
              'Replace takes one of these beside its source: oldValue and replacementValue; oldValue and template; regexPattern and replacementValue; regexPattern, regexGroupName and replacementValue; regexPattern, regexGroupName and replacementAttributeName.',
            argument: 0,
          }
        : null,
    evaluate: (given) => {
      const mode = modeOf(given.map((argument) => argument !== undefined));
      const source = asText(given[0] ?? null);
      if (mode === undefined) return refuse('These arguments do not go together.');
      return source === null && mode !== takeFromOther ? null : mode(source ?? '', given);
    },
  },
];
