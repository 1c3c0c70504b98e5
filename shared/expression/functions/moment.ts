/**
 * Points in time as the directory has them: steps of 100 nanoseconds since the first day of the year 1, in a bigint,
 * because eighteen digits do not fit a double. The calendar is the Gregorian one throughout, as .NET's is.
 */
export type Ticks = bigint;

export const ticksPerSecond = 10_000_000n;
export const ticksPerMinute = 60n * ticksPerSecond;
export const ticksPerDay = 1440n * ticksPerMinute;

export interface CalendarDay {
  /** 1 to 9999. */
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Ten-millionths of a second. */
  readonly fraction: number;
}

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0);

const daysBeforeYear = (year: number): number => {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
};

/** Days since 1 January of the year 1, which was a Monday. */
export function dayNumber({ year, month, day }: CalendarDay): number {
  let days = daysBeforeYear(year) + day - 1;
  for (let past = 1; past < month; past++) days += daysInMonth(year, past);
  return days;
}

export function calendarDay(number: number): CalendarDay {
  // 146,097 days are 400 years, so the estimate is at most one year off.
  let year = Math.floor(number / 365.2425) + 1;
  while (daysBeforeYear(year + 1) <= number) year += 1;
  while (daysBeforeYear(year) > number) year -= 1;
  let rest = number - daysBeforeYear(year);
  let month = 1;
  while (rest >= daysInMonth(year, month)) {
    rest -= daysInMonth(year, month);
    month += 1;
  }
  return { year, month, day: rest + 1 };
}

export const ticksOf = (day: CalendarDay, time: TimeOfDay): Ticks =>
  BigInt(dayNumber(day)) * ticksPerDay +
  BigInt(time.hour * 3600 + time.minute * 60 + time.second) * ticksPerSecond +
  BigInt(time.fraction);

export const dayNumberAt = (ticks: Ticks): number => Number(ticks / ticksPerDay);
export const calendarDayAt = (ticks: Ticks): CalendarDay => calendarDay(dayNumberAt(ticks));

export function timeOfDayAt(ticks: Ticks): TimeOfDay {
  const rest = ticks % ticksPerDay;
  const seconds = Number(rest / ticksPerSecond);
  return {
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    fraction: Number(rest % ticksPerSecond),
  };
}

/** The end of the year 9999; the directory's "never" lies beyond it. */
const endOfTime = BigInt(dayNumber({ year: 9999, month: 12, day: 31 }) + 1) * ticksPerDay;
export const isInCalendar = (ticks: Ticks): boolean => ticks >= 0n && ticks < endOfTime;

const startOfUnix = BigInt(dayNumber({ year: 1970, month: 1, day: 1 })) * ticksPerDay;
const startOfDirectory = BigInt(dayNumber({ year: 1601, month: 1, day: 1 })) * ticksPerDay;

export const ticksFromUnix = (milliseconds: number): Ticks =>
  startOfUnix + BigInt(Math.floor(milliseconds)) * (ticksPerSecond / 1000n);

/** Active Directory counts from 1601. */
export const ticksFromDirectory = (value: bigint): Ticks => startOfDirectory + value;
export const directoryTime = (ticks: Ticks): bigint => ticks - startOfDirectory;

/** The text in which the functions hand dates to each other: `3/16/2020 7:00:00 AM`, UTC (2.3). */
export function momentText(ticks: Ticks): string {
  const { year, month, day } = calendarDayAt(ticks);
  const { hour, minute, second } = timeOfDayAt(ticks);
  const pad = (number: number, length = 2) => String(number).padStart(length, '0');
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${pad(minute)}:${pad(second)} ${hour < 12 ? 'AM' : 'PM'}`;
  return `${month}/${day}/${pad(year, 4)} ${clock}`;
}
