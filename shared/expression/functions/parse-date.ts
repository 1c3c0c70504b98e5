import type { DateFormat, FormatPart } from './date-format';
import { calendarDayAt, dayNumber, isInCalendar, type Ticks, ticksOf, ticksPerMinute } from './moment';
import type { WrittenDate } from './print-date';
import { englishDays, englishMonths, fullYear, isDay } from './read-moment';

/** What of .NET's DateTimeStyles matters when a date is read exactly by a format. */
export interface DateStyles {
  readonly leadingWhite: boolean;
  readonly trailingWhite: boolean;
  readonly innerWhite: boolean;
  /** A time without a date is of the first day of the calendar, not of today. */
  readonly noCurrentDate: boolean;
  readonly toUniversal: boolean;
  readonly assumeUniversal: boolean;
}

type Field = 'year' | 'month' | 'day' | 'weekday' | 'hour' | 'half' | 'minute' | 'second' | 'fraction';

interface Reading {
  readonly text: string;
  position: number;
  readonly fields: Map<Field, number>;
  offset: number | 'Z' | null;
  twelveHours: boolean;
}

const white = /[\s\x85]/;
function skipWhite(reading: Reading): void {
  while (white.test(reading.text[reading.position] ?? '')) reading.position += 1;
}

/** A field may be written twice if it says the same. */
function put(reading: Reading, field: Field, value: number | null): boolean {
  if (value === null) return false;
  const known = reading.fields.get(field);
  reading.fields.set(field, value);
  return known === undefined || known === value;
}

function digits(reading: Reading, least: number, most: number): string | null {
  let end = reading.position;
  while (end - reading.position < most && /^[0-9]$/.test(reading.text[end] ?? '')) end += 1;
  if (end - reading.position < least) return null;
  const found = reading.text.slice(reading.position, end);
  reading.position = end;
  return found;
}

/** A letter alone takes one digit or two, a run of letters just as many as it is long. */
function number(reading: Reading, count: number): number | null {
  const found = count === 1 ? digits(reading, 1, 2) : digits(reading, count, count);
  return found === null ? null : Number(found);
}

/** The place of the name that stands here, the longest that fits, in any case of letters; null: none. */
function name(reading: Reading, names: readonly string[]): number | null {
  const rest = reading.text.slice(reading.position, reading.position + 12).toLowerCase();
  let best: number | null = null;
  for (const [place, candidate] of names.entries()) {
    if (!rest.startsWith(candidate.toLowerCase())) continue;
    if (best === null || candidate.length > (names[best]?.length ?? 0)) best = place;
  }
  if (best !== null) reading.position += names[best]?.length ?? 0;
  return best;
}

function match(reading: Reading, text: string): boolean {
  if (!reading.text.startsWith(text, reading.position)) return false;
  reading.position += text.length;
  return true;
}

function readOffset(reading: Reading, count: number): boolean {
  const negative = match(reading, '-');
  if (!negative && !match(reading, '+')) return false;
  const hours = count === 2 ? digits(reading, 2, 2) : digits(reading, 1, 2);
  if (hours === null) return false;
  let minutes = 0;
  if (count > 2) {
    match(reading, ':');
    const found = digits(reading, 2, 2);
    if (found === null || Number(found) > 59) return false;
    minutes = Number(found);
  }
  const total = Number(hours) * 60 + minutes;
  reading.offset = negative ? -total : total;
  return total <= 14 * 60;
}

function readZone(reading: Reading): boolean {
  if (match(reading, 'Z')) {
    reading.offset = 'Z';
    return true;
  }
  return /[+-]/.test(reading.text[reading.position] ?? '') ? readOffset(reading, 3) : true;
}

const abbreviated = (names: readonly string[]): readonly string[] => names.map((each) => each.slice(0, 3));
const monthsByName = [abbreviated(englishMonths), englishMonths] as const;
const daysByName = [abbreviated(englishDays), englishDays] as const;

function readFraction(reading: Reading, count: number, exact: boolean): boolean {
  const found = digits(reading, exact ? count : 0, count);
  return found !== null && put(reading, 'fraction', Number(found.padEnd(7, '0')));
}

function readYear(reading: Reading, count: number): boolean {
  const year = number(reading, count);
  return put(reading, 'year', year !== null && count <= 2 ? fullYear(year) : year);
}

function readLetters(reading: Reading, { letter, count }: FormatPart & { kind: 'letters' }): boolean {
  switch (letter) {
    case 'y':
      return readYear(reading, count);
    case 'M': {
      if (count <= 2) return put(reading, 'month', number(reading, count));
      const month = name(reading, monthsByName[count === 3 ? 0 : 1]);
      return put(reading, 'month', month === null ? null : month + 1);
    }
    case 'd':
      if (count <= 2) return put(reading, 'day', number(reading, count));
      return put(reading, 'weekday', name(reading, daysByName[count === 3 ? 0 : 1]));
    case 'h':
      reading.twelveHours = true;
      return put(reading, 'hour', number(reading, Math.min(count, 2)));
    case 'H':
      return put(reading, 'hour', number(reading, Math.min(count, 2)));
    case 'm':
      return put(reading, 'minute', number(reading, Math.min(count, 2)));
    case 's':
      return put(reading, 'second', number(reading, Math.min(count, 2)));
    case 'f':
      return readFraction(reading, count, true);
    case 'F':
      return readFraction(reading, count, false);
    case 't':
      return put(reading, 'half', name(reading, count === 1 ? ['A', 'P'] : ['AM', 'PM']));
    case 'z':
      return readOffset(reading, count);
    case 'K':
      return readZone(reading);
    case 'g':
      return name(reading, ['A.D.', 'AD']) !== null;
  }
}

function readLiteral(reading: Reading, text: string, following: FormatPart | undefined): boolean {
  if (match(reading, text)) {
    if (text === 'Z') reading.offset = 'Z';
    return true;
  }
  // A point may be missing with the fraction that it stands before.
  return text === '.' && following?.kind === 'letters' && following.letter === 'F';
}

function hourOf(reading: Reading): number | null {
  const hour = reading.fields.get('hour') ?? 0;
  const half = reading.fields.get('half');
  if (!reading.twelveHours) return hour < 24 && (half === undefined || half === Math.floor(hour / 12)) ? hour : null;
  if (hour > 12) return null;
  return (hour % 12) + (half === 1 ? 12 : 0);
}

/** Today, or what of the year, month and day is written; a part that is not is the current year, or the first. */
function dayOf({ fields }: Reading, styles: DateStyles, now: Ticks) {
  const [year, month, day] = [fields.get('year'), fields.get('month'), fields.get('day')];
  const today = calendarDayAt(now);
  if (year === undefined && month === undefined && day === undefined) {
    return styles.noCurrentDate ? { year: 1, month: 1, day: 1 } : today;
  }
  return { year: year ?? (styles.noCurrentDate ? 1 : today.year), month: month ?? 1, day: day ?? 1 };
}

function toDate(reading: Reading, format: DateFormat, styles: DateStyles, now: Ticks): WrittenDate | null {
  const day = dayOf(reading, styles, now);
  const hour = hourOf(reading);
  const [minute, second] = [reading.fields.get('minute') ?? 0, reading.fields.get('second') ?? 0];
  if (!isDay(day.year, day.month, day.day) || hour === null || minute > 59 || second > 59) return null;
  const weekday = reading.fields.get('weekday');
  if (weekday !== undefined && weekday !== dayNumber(day) % 7) return null;
  const local = ticksOf(day, { hour, minute, second, fraction: reading.fields.get('fraction') ?? 0 });
  const offset = reading.offset ?? (styles.assumeUniversal || format.universal ? 'Z' : null);
  if (!styles.toUniversal || offset === null || offset === 'Z') return { local, offset };
  const moved = local - BigInt(offset) * ticksPerMinute;
  return isInCalendar(moved) ? { local: moved, offset: 'Z' } : null;
}

/** Reads a date that is written exactly as the format says; null: it is not. */
export function parseDate(text: string, format: DateFormat, styles: DateStyles, now: Ticks): WrittenDate | null {
  const reading: Reading = { text, position: 0, fields: new Map(), offset: null, twelveHours: false };
  if (styles.leadingWhite) skipWhite(reading);
  for (const [place, part] of format.parts.entries()) {
    if (styles.innerWhite) skipWhite(reading);
    const read =
      part.kind === 'letters'
        ? readLetters(reading, part)
        : (styles.innerWhite && white.test(part.text)) || readLiteral(reading, part.text, format.parts[place + 1]);
    if (!read) return null;
  }
  if (styles.trailingWhite) skipWhite(reading);
  return reading.position === text.length ? toDate(reading, format, styles, now) : null;
}
