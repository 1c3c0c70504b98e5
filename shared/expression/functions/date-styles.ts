import { type Refusal, refuse } from '../evaluation';
import type { DateStyles } from './parse-date';

/** The names of .NET's DateTimeStyles that FormatDateTime takes, several with commas between them (3.3). */
const known = [
  'None',
  'AllowLeadingWhite',
  'AllowTrailingWhite',
  'AllowInnerWhite',
  'AllowWhiteSpaces',
  'NoCurrentDateDefault',
  'AdjustToUniversal',
  'AssumeLocal',
  'AssumeUniversal',
  'RoundtripKind',
];

const byDefault = ['RoundtripKind', 'AllowLeadingWhite', 'AllowTrailingWhite'];

/** Null: not given. */
export function readDateStyles(text: string | null): DateStyles | Refusal {
  const names = text === null ? byDefault : text.split(',').map((name) => name.trim());
  const chosen = new Set<string>();
  for (const written of names) {
    const name = known.find((each) => each.toLowerCase() === written.toLowerCase());
    if (name === undefined) return refuse(`“${written}” is no date style. There are ${known.join(', ')}.`, 1);
    chosen.add(name);
  }
  if (chosen.has('AssumeLocal')) {
    return refuse('AssumeLocal is not supported: a mapping has no local time zone. Use AssumeUniversal.', 1);
  }
  if (chosen.has('RoundtripKind') && (chosen.has('AssumeUniversal') || chosen.has('AdjustToUniversal'))) {
    return refuse('RoundtripKind cannot stand beside AssumeUniversal or AdjustToUniversal.', 1);
  }
  const all = chosen.has('AllowWhiteSpaces');
  return {
    leadingWhite: all || chosen.has('AllowLeadingWhite'),
    trailingWhite: all || chosen.has('AllowTrailingWhite'),
    innerWhite: all || chosen.has('AllowInnerWhite'),
    noCurrentDate: chosen.has('NoCurrentDateDefault'),
    toUniversal: chosen.has('AdjustToUniversal'),
    assumeUniversal: chosen.has('AssumeUniversal'),
  };
}
