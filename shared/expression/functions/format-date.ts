import { type Refusal, refuse } from '../evaluation';
import { type DateFormat, readDateFormat } from './date-format';
import { readDateStyles } from './date-styles';
import { type Argument, asText, type Complaint, type FunctionRow, optional, text } from './function-row';
import { ticksFromUnix } from './moment';
import { type DateStyles, parseDate } from './parse-date';
import { printDate } from './print-date';

/** FormatDateTime, entra-mapping-language.md 3.3. An older form has no date styles; both are in published mappings. */

interface Plan {
  readonly styles: DateStyles;
  readonly input: DateFormat;
  readonly output: DateFormat;
}

const blame = (refusal: Refusal, argument: number): Refusal => ({ ...refusal, argument });

/** Places of the styles and the two formats among the arguments. */
const placesOf = (count: number): readonly [number | null, number, number] => (count === 3 ? [null, 1, 2] : [1, 2, 3]);

function plan(styles: string | null, input: string, output: string, places: readonly [number, number]): Plan | Refusal {
  const read = readDateStyles(styles);
  if ('refused' in read) return read;
  if (input === '') return refuse('A format is expected that says how the date is written.', places[0]);
  const inputFormat = readDateFormat(input);
  if ('refused' in inputFormat) return blame(inputFormat, places[0]);
  // An empty output format is the general one, as in .NET.
  const outputFormat = readDateFormat(output === '' ? 'G' : output);
  if ('refused' in outputFormat) return blame(outputFormat, places[1]);
  return { styles: read, input: inputFormat, output: outputFormat };
}

function format(given: readonly Argument[], now: number): string | Refusal {
  const source = asText(given[0] ?? null) ?? '';
  const [stylePlace, inputPlace, outputPlace] = placesOf(given.length);
  const at = (place: number | null) => (place === null ? null : asText(given[place] ?? null));
  const input = at(inputPlace) ?? '';
  const planned = plan(at(stylePlace), input, at(outputPlace) ?? '', [inputPlace, outputPlace]);
  if ('refused' in planned) return planned;
  const date = parseDate(source, planned.input, planned.styles, ticksFromUnix(now));
  return date === null ? refuse(`“${source}” is not a date written as ${input}.`, 0) : printDate(planned.output, date);
}

function checkFormats(constants: readonly (string | number | bigint | undefined)[]): Complaint | null {
  const [stylePlace, inputPlace, outputPlace] = placesOf(constants.length);
  const at = (place: number | null) => {
    const constant = place === null ? undefined : constants[place];
    return constant === undefined ? null : String(constant);
  };
  // What is not written out is checked when there is a person; any format that can be read stands for it here.
  const planned = plan(at(stylePlace), at(inputPlace) ?? 'o', at(outputPlace) ?? 'o', [inputPlace, outputPlace]);
  return 'refused' in planned ? { message: planned.refused, argument: planned.argument ?? 0 } : null;
}

export const formatDateFunctions: readonly FunctionRow[] = [
  {
    name: 'FormatDateTime',
    parameters: [
      text('source', 'The date to read.'),
      optional(text('dateTimeStyles', 'Names of .NET’s DateTimeStyles with commas; usually left empty.')),
      text('inputFormat', 'How the date is written, in .NET’s letters: yyyy, MM, dd, HH, mm, ss, f, zzz.'),
      // Optional only in the older form of three arguments, where it is the third.
      optional(text('outputFormat', 'How to write it.')),
    ],
    returns: 'text',
    help: 'Reads a date exactly as one format says and writes it as another says.',
    remarks:
      'The date that is written is the one that was read: zones are not converted. M is the month and m the minute. FormatDateTime(source, inputFormat, outputFormat) is an older form that works too. One letter alone stands for a whole format of .NET.',
    example: 'FormatDateTime([extensionAttribute1], , "yyyyMMddHHmmss.fZ", "yyyy-MM-dd")',
    exampleSource: { extensionAttribute1: '20150123105347.1Z' },
    exampleResult: '2015-01-23',
    check: (given) => {
      const [, inputPlace, outputPlace] = placesOf(given.length);
      if (given[inputPlace] === true && given[outputPlace] === true) return null;
      return {
        message:
          'FormatDateTime needs a source, an inputFormat and an outputFormat; dateTimeStyles before them may be left empty.',
        argument: given.length - 1,
      };
    },
    checkConstants: checkFormats,
    evaluate: (given, { now }) => format(given, now),
  },
];
