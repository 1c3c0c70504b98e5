import { dayNumber, daysInMonth, isInCalendar, type Ticks, ticksOf, ticksPerMinute } from './moment';

/**
 * Reads the texts that CDate and the other date functions take (entra-mapping-language.md 3.3): ISO 8601 with a T, a
 * blank or nothing but a date, an offset after either, month-first dates with slashes, and dates with the name of the
 * month. Without an offset the time is UTC.
 */

export const englishMonths: readonly string[] =
  'January February March April May June July August September October November December'.split(' ');
/** In the order of the calendar's first week: 1 January of the year 1 was a Monday. */
export const englishDays: readonly string[] = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[T\s+\-Z])/i;
const compact = /^(\d{4})(\d{2})(\d{2})(?=$|T)/i;
const monthFirst = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?=$|\s)/;
const monthNamed = /^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?=$|\s)/;
const dayThenName = /^(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})(?=$|\s)/;
const weekday = /^([A-Za-z]{3,9}), ?/;
const clock = /^(?:T|\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,20}))?)?(?:\s*([AP])\.?M\.?)?(?=$|[\sZ+-])/i;
const hourOnly = /^\s+(\d{1,2})\s*([AP])M(?=$|\s)/i;
const zone = /^\s*(?:(Z|GMT|UTC)|([+-])(\d{2})(?::?(\d{2}))?)$/i;

/** A year of two digits: up to 49 it is of this century (.NET since version 8, and Windows). */
export const fullYear = (twoDigits: number): number => twoDigits + (twoDigits < 50 ? 2000 : 1900);

export const isDay = (year: number, month: number, day: number): boolean =>
  year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

/** The place of a name, whole or its first three letters, from 0; -1: none of them. */
function placeOf(names: readonly string[], name: string): number {
  const wanted = name.toLowerCase();
  return names.findIndex((each) => [each, each.slice(0, 3)].some((form) => form.toLowerCase() === wanted));
}
const monthOf = (name: string): number => placeOf(englishMonths, name) + 1;

interface Read {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly length: number;
}

function readDay(text: string): Read | null {
  const first = yearFirst.exec(text) ?? compact.exec(text);
  if (first !== null) {
    const [year = 0, month = 0, day = 0] = first
      .slice(1)
      .filter((part) => /^\d+$/.test(part))
      .map(Number);
    return { year, month, day, length: first[0].length };
  }
  const slashes = monthFirst.exec(text);
  if (slashes !== null) {
    const year = slashes[4] ?? '';
    return {
      year: year.length === 2 ? fullYear(Number(year)) : Number(year),
      month: Number(slashes[1]),
      day: Number(slashes[3]),
      length: slashes[0].length,
    };
  }
  const american = monthNamed.exec(text);
  if (american !== null) {
    const [all, name = '', day, year] = american;
    return { year: Number(year), month: monthOf(name), day: Number(day), length: all.length };
  }
  const european = dayThenName.exec(text);
  if (european === null) return null;
  const [all, day, name = '', year] = european;
  return { year: Number(year), month: monthOf(name), day: Number(day), length: all.length };
}

/** Seven digits of a second; the eighth rounds. */
const fractionOf = (digits: string): number => Math.round(Number(digits.slice(0, 8).padEnd(8, '0')) / 10);

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour < 24 ? hour : null;
  if (hour > 12) return null;
  return (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
}

/** The moment in UTC; null: the text is no date. */
export function readMoment(source: string): Ticks | null {
  const text = source.trim();
  // No date is longer, and a text of a megabyte need not be looked at.
  if (text.length > 60) return null;
  const named = weekday.exec(text);
  const before = named?.[0].length ?? 0;
  const day = readDay(text.slice(before));
  if (day === null || !isDay(day.year, day.month, day.day)) return null;
  if (named !== null && placeOf(englishDays, named[1] ?? '') !== dayNumber(day) % 7) return null;
  let rest = text.slice(before + day.length);
  let time = { hour: 0, minute: 0, second: 0, fraction: 0 };
  const full = clock.exec(rest);
  const short = full === null ? hourOnly.exec(rest) : null;
  if (full !== null || short !== null) {
    const hour = hourOf(Number(full?.[1] ?? short?.[1]), full?.[5] ?? short?.[2]);
    const [minute, second] = [Number(full?.[2] ?? 0), Number(full?.[3] ?? 0)];
    if (hour === null || minute > 59 || second > 59) return null;
    time = { hour, minute, second, fraction: fractionOf(full?.[4] ?? '') };
    rest = rest.slice((full ?? short)?.[0].length ?? 0);
  }
  const local = ticksOf(day, time);
  if (rest === '') return isInCalendar(local) ? local : null;
  const offset = zone.exec(rest);
  if (offset === null) return null;
  const minutes = Number(offset[3] ?? 0) * 60 + Number(offset[4] ?? 0);
  if (minutes > 14 * 60 || Number(offset[4] ?? 0) > 59) return null;
  const ticks = local - (offset[2] === '-' ? -1n : 1n) * BigInt(minutes) * ticksPerMinute;
  return isInCalendar(ticks) ? ticks : null;
}
