import { isRefusal, type Refusal, refuse } from '../evaluation';
import type { Value } from '../value';
import {
  type Argument,
  asInteger,
  asText,
  asWhole,
  type Complaint,
  date,
  type FunctionRow,
  integer,
  text,
  whole,
} from './function-row';
import {
  calendarDayAt,
  dayNumber,
  dayNumberAt,
  daysInMonth,
  directoryTime,
  isInCalendar,
  momentText,
  type Ticks,
  ticksFromDirectory,
  ticksFromUnix,
  ticksPerDay,
  ticksPerMinute,
  ticksPerSecond,
} from './moment';
import { readMoment } from './read-moment';

/**
 * Dates and Active Directory time, entra-mapping-language.md 3.3. Dates go from one function to the next as the text
 * `M/d/yyyy h:mm:ss tt` in UTC (2.3); the interval names tell `m`, month, from `n`, minute.
 */

const lengths: Readonly<Record<string, Ticks>> = {
  d: ticksPerDay,
  h: 60n * ticksPerMinute,
  n: ticksPerMinute,
  s: ticksPerSecond,
};
const intervals = ['yyyy', 'm', 'd', 'ww', 'h', 'n', 's'];

const noInterval = (name: string): string =>
  `“${name}” is no interval. There are yyyy (year), m (month), d (day), ww (week), h (hour), n (minute) and s (second).`;

const checkInterval = ([interval]: readonly (string | number | bigint | undefined)[]): Complaint | null =>
  interval === undefined || intervals.includes(String(interval))
    ? null
    : { message: noInterval(String(interval)), argument: 0 };

const beyond = 'The calendar goes from the year 1 to the year 9999.';

/** The moment that an argument names; null for none. */
function momentOf(given: Argument, place: number): Ticks | null | Refusal {
  const source = asText(given);
  if (source === null) return null;
  return readMoment(source) ?? refuse(`“${source}” is not a date such as 2026-03-16 or 3/16/2026 7:00:00 AM.`, place);
}

const isNotMoment = (moment: Ticks | null | Refusal): moment is null | Refusal => typeof moment !== 'bigint';

function addMonths(moment: Ticks, months: number): Ticks | null {
  const { year, month, day } = calendarDayAt(moment);
  const count = year * 12 + (month - 1) + months;
  const moved = { year: Math.floor(count / 12), month: (count % 12) + 1 };
  if (!Number.isSafeInteger(count) || moved.year < 1 || moved.year > 9999) return null;
  // A day that the month does not have is its last one.
  const last = daysInMonth(moved.year, moved.month);
  return BigInt(dayNumber({ ...moved, day: Math.min(day, last) })) * ticksPerDay + (moment % ticksPerDay);
}

function added(interval: string, value: number, moment: Ticks): Ticks | null {
  if (interval === 'yyyy') return addMonths(moment, value * 12);
  if (interval === 'm') return addMonths(moment, value);
  const length = interval === 'ww' ? 7n * ticksPerDay : (lengths[interval] ?? 0n);
  const moved = moment + BigInt(value) * length;
  return isInCalendar(moved) ? moved : null;
}

/** Sundays up to a moment; the year 1 began with a Monday. */
const sundaysUntil = (moment: Ticks): number => Math.floor((dayNumberAt(moment) + 1) / 7);

function difference(interval: string, from: Ticks, to: Ticks): number {
  const length = lengths[interval];
  // A division of bigints cuts towards zero.
  if (length !== undefined) return Number((to - from) / length);
  if (interval === 'ww') return sundaysUntil(to) - sundaysUntil(from);
  const [first, second] = [calendarDayAt(from), calendarDayAt(to)];
  const years = second.year - first.year;
  return interval === 'yyyy' ? years : years * 12 + second.month - first.month;
}

const intervalHelp =
  'In quotation marks: yyyy for years, m for months, d for days, ww for weeks, h for hours, n for minutes, s for seconds.';

const hireDate = { employeeHireDate: '2026-03-16-07:00' };

export const dateFunctions: readonly FunctionRow[] = [
  {
    name: 'CDate',
    parameters: [date('expression', 'A date: ISO 8601, with or without an offset, or month first with slashes.')],
    returns: 'date',
    help: 'Reads a date and gives it in UTC, as the other date functions take it.',
    remarks:
      'A date without an offset is taken as UTC, one without a time as midnight. With slashes the month is first.',
    example: 'CDate([employeeHireDate])',
    exampleSource: hireDate,
    exampleResult: '3/16/2026 7:00:00 AM',
    evaluate: ([expression]) => {
      const moment = momentOf(expression ?? null, 0);
      return isNotMoment(moment) ? moment : momentText(moment);
    },
  },
  {
    name: 'Now',
    parameters: [],
    returns: 'date',
    help: 'The date and time of the cycle in UTC.',
    remarks: 'The same for everybody of one cycle. It differs in every cycle: map it only during object creation.',
    example: 'Now()',
    exampleResult: '11/24/2026 12:00:00 PM',
    volatile: true,
    evaluate: (_, { now }) => momentText(ticksFromUnix(now)),
  },
  {
    name: 'DateAdd',
    parameters: [
      text('interval', intervalHelp),
      integer('value', 'How many of them; a negative number goes back.'),
      date('dateTime', 'The date to start from.'),
    ],
    returns: 'date',
    help: 'A date moved by a number of years, months, days, weeks, hours, minutes or seconds.',
    remarks: 'A day that the month does not have becomes its last day: 31 January and a month are 28 February.',
    example: 'DateAdd("d", 7, CDate([employeeHireDate]))',
    exampleSource: hireDate,
    exampleResult: '3/23/2026 7:00:00 AM',
    takesNull: true,
    checkConstants: checkInterval,
    evaluate: ([interval, value, dateTime]) => {
      const name = asText(interval ?? null) ?? '';
      if (!intervals.includes(name)) return refuse(noInterval(name), 0);
      const moment = momentOf(dateTime ?? null, 2);
      if (isNotMoment(moment)) return moment;
      const moved = added(name, asInteger(value ?? null) ?? 0, moment);
      return moved === null ? refuse(beyond, 1) : momentText(moved);
    },
  },
  {
    name: 'DateDiff',
    parameters: [
      text('interval', intervalHelp),
      date('date1', 'The date to count from.'),
      date('date2', 'The date to count to; a later one gives a positive number.'),
    ],
    returns: 'number',
    help: 'How many intervals lie between two dates: date2 minus date1.',
    remarks:
      'Days, hours, minutes and seconds are whole ones that have passed. Years and months compare the calendar. Weeks are the Sundays crossed.',
    example: 'DateDiff("d", Now(), CDate([employeeHireDate]))',
    exampleSource: { employeeHireDate: '2026-12-01' },
    exampleResult: '6',
    takesNull: true,
    checkConstants: checkInterval,
    evaluate: ([interval, date1, date2]) => {
      const name = asText(interval ?? null) ?? '';
      if (!intervals.includes(name)) return refuse(noInterval(name), 0);
      const from = momentOf(date1 ?? null, 1);
      if (isRefusal(from)) return from;
      const to = momentOf(date2 ?? null, 2);
      if (isRefusal(to)) return to;
      return from === null || to === null ? null : difference(name, from, to);
    },
  },
  {
    name: 'DateFromNum',
    parameters: [whole('value', 'A time of Active Directory, such as that of accountExpires.')],
    returns: 'date',
    help: 'The date of an Active Directory time, which counts steps of 100 nanoseconds since 1601.',
    example: 'DateFromNum(129699324000000000)',
    exampleResult: '1/1/2012 11:00:00 PM',
    evaluate: ([value]): Value | Refusal => {
      const given = asWhole(value ?? null);
      if (given === null) return null;
      const moment = ticksFromDirectory(given);
      if (given < 0n || !isInCalendar(moment)) {
        return refuse(`${given} is no time of Active Directory between the years 1601 and 9999.`, 0);
      }
      return momentText(moment);
    },
  },
  {
    name: 'NumFromDate',
    parameters: [date('value', 'A date in ISO 8601; a blank may stand for the T.')],
    returns: 'number',
    help: 'The Active Directory time of a date: steps of 100 nanoseconds since 1601.',
    example: 'NumFromDate("2025-12-31 23:59:59-05:00")',
    exampleResult: '134117171990000000',
    evaluate: ([value]) => {
      const moment = momentOf(value ?? null, 0);
      if (isNotMoment(moment)) return moment;
      const time = directoryTime(moment);
      return time < 0n ? refuse('The time of Active Directory begins with the year 1601.', 0) : time;
    },
  },
];
