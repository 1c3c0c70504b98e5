import type { DateFormat, FormatPart } from './date-format';
import { calendarDayAt, dayNumberAt, type Ticks, ticksPerMinute, timeOfDayAt } from './moment';
import { englishDays, englishMonths } from './read-moment';

/** A date as it was written: what the clock there showed, and how far it was from UTC if that was said. */
export interface WrittenDate {
  readonly local: Ticks;
  /** Minutes east of UTC; `Z`: UTC, said by its letter; null: not said. */
  readonly offset: number | 'Z' | null;
}

const pad = (number: number, length: number): string => String(number).padStart(length, '0');

function offsetText(minutes: number, count: number): string {
  const hours = Math.floor(Math.abs(minutes) / 60);
  const sign = minutes < 0 ? '-' : '+';
  if (count === 1) return `${sign}${hours}`;
  return `${sign}${pad(hours, 2)}${count === 2 ? '' : `:${pad(Math.abs(minutes) % 60, 2)}`}`;
}

function printLetters({ letter, count }: FormatPart & { kind: 'letters' }, date: WrittenDate): string {
  const { year, month, day } = calendarDayAt(date.local);
  const { hour, minute, second, fraction } = timeOfDayAt(date.local);
  const two = (number: number) => pad(number, Math.min(count, 2));
  switch (letter) {
    case 'd': {
      if (count <= 2) return two(day);
      const name = englishDays[dayNumberAt(date.local) % 7] ?? '';
      return count === 3 ? name.slice(0, 3) : name;
    }
    case 'M': {
      if (count <= 2) return two(month);
      const name = englishMonths[month - 1] ?? '';
      return count === 3 ? name.slice(0, 3) : name;
    }
    case 'y':
      return count <= 2 ? two(year % 100) : pad(year, count);
    case 'g':
      return 'A.D.';
    case 'h':
      return two(hour % 12 === 0 ? 12 : hour % 12);
    case 'H':
      return two(hour);
    case 'm':
      return two(minute);
    case 's':
      return two(second);
    case 'f':
      return pad(fraction, 7).slice(0, count);
    case 'F':
      return pad(fraction, 7).slice(0, count).replace(/0+$/, '');
    case 't': {
      const half = hour < 12 ? 'AM' : 'PM';
      return count === 1 ? half.slice(0, 1) : half;
    }
    case 'z':
      return offsetText(date.offset === 'Z' ? 0 : (date.offset ?? 0), count);
    case 'K':
      return date.offset === null ? '' : date.offset === 'Z' ? 'Z' : offsetText(date.offset, 3);
  }
}

/** The date as it was read, without a shift of zone. */
export function printDate(format: DateFormat, written: WrittenDate): string {
  const date: WrittenDate =
    format.universal && typeof written.offset === 'number'
      ? { local: written.local - BigInt(written.offset) * ticksPerMinute, offset: 'Z' }
      : written;
  let printed = '';
  for (const part of format.parts) {
    if (part.kind === 'literal') {
      printed += part.text;
      continue;
    }
    const letters = printLetters(part, date);
    // A point before a fraction of nothing but zeros goes with it.
    if (part.letter === 'F' && letters === '' && printed.endsWith('.')) printed = printed.slice(0, -1);
    else printed += letters;
  }
  return printed;
}
