/**
 * Instants in words, the same in window, tray, mail and command line: "4 minutes ago", "today 11:22", "Monday 09:22",
 * "3 March". The words around them are English, so days and months are too; the clock follows the reader's region.
 */
export interface InstantWords {
  /** "14:02", or "2:02 PM" where people say it so. */
  clock(at: number): string;
  /** "14:02:11" */
  exactClock(at: number): string;
  /** "today 14:02", "yesterday 14:02", "tomorrow 08:00", "Monday 09:22" within a week, then "3 March", "3 March 2025". */
  moment(at: number, now: number): string;
  /** As {@link moment}, but the clock alone where it is today. */
  clockOrMoment(at: number, now: number): string;
  /** What stays true when it is read later: "24 November 11:22", with the year where it is another. */
  dated(at: number, now: number): string;
  /** Inside a sentence: "today at 14:02", "Monday at 09:22", "on 3 March". */
  dayAt(at: number, now: number): string;
  /** As {@link dayAt}, without the day where it is today: "at 14:42", "tomorrow at 08:00". */
  at(at: number, now: number): string;
  /** "just now", "4 minutes ago" up to one hour, then {@link moment}. */
  ago(at: number, now: number): string;
  /** The whole instant with its zone, for tooltips. */
  exact(at: number): string;
  number(value: number): string;
}

const minute = 60_000;
const hour = 60 * minute;
const dayMs = 24 * hour;
/** ICU's spaces that do not break, which terminals and plain-text mail draw as something else. */
const oddSpaces = /[\u00a0\u202f]/g;

/** `locale`: a tag such as "en-GB"; one that is not English falls back to it. `timeZone`: an IANA name; absent: the system's. */
export function instantWords(locale = 'en-GB', timeZone?: string): InstantWords {
  const tag = locale.startsWith('en') ? locale : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, timeZone === undefined ? options : { ...options, timeZone });
  // A style, not a choice of digits, is the region's own way: "06:20" in London, "6:20 AM" in New York.
  const clocks = format({ timeStyle: 'short' });
  const exactClocks = format({ timeStyle: 'medium' });
  const weekdays = format({ weekday: 'long' });
  const years = format({ year: 'numeric' });
  const days = format({ day: 'numeric', month: 'long' });
  const daysAndYears = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const exacts = format({ dateStyle: 'full', timeStyle: 'long' });
  const numbers = new Intl.NumberFormat(tag);
  const parts = format({ year: 'numeric', month: 'numeric', day: 'numeric' });
  const agoNumbers = new Intl.PluralRules('en-GB');

  /** Days since 1970 on the reader's calendar, so that "yesterday" is right on days of 23 and 25 hours too. */
  const dayNumber = (at: number): number => {
    const found = { year: 1970, month: 1, day: 1 };
    for (const part of parts.formatToParts(at)) {
      if (part.type === 'year' || part.type === 'month' || part.type === 'day') found[part.type] = Number(part.value);
    }
    return Math.round(Date.UTC(found.year, found.month - 1, found.day) / dayMs);
  };

  const written = (by: Intl.DateTimeFormat, at: number) => by.format(at).replace(oddSpaces, ' ');
  const clock = (at: number) => written(clocks, at);

  /** The day as people name it, and whether the clock is said with it. */
  const dayOf = (at: number, now: number): { readonly name: string; readonly near: boolean } => {
    const distance = dayNumber(at) - dayNumber(now);
    if (distance === 0) return { name: 'today', near: true };
    if (distance === -1) return { name: 'yesterday', near: true };
    if (distance === 1) return { name: 'tomorrow', near: true };
    if (Math.abs(distance) < 7) return { name: weekdays.format(at), near: true };
    const sameYear = years.format(at) === years.format(now);
    return { name: (sameYear ? days : daysAndYears).format(at), near: false };
  };
  const moment = (at: number, now: number): string => {
    const day = dayOf(at, now);
    return day.near ? `${day.name} ${clock(at)}` : day.name;
  };
  const dayAt = (at: number, now: number): string => {
    const day = dayOf(at, now);
    return day.near ? `${day.name} at ${clock(at)}` : `on ${day.name}`;
  };
  const isToday = (at: number, now: number): boolean => dayNumber(at) === dayNumber(now);

  return {
    clock,
    exactClock: (at) => written(exactClocks, at),
    moment,
    clockOrMoment: (at, now) => (isToday(at, now) ? clock(at) : moment(at, now)),
    dated: (at, now) => `${(years.format(at) === years.format(now) ? days : daysAndYears).format(at)} ${clock(at)}`,
    dayAt,
    at: (at, now) => (isToday(at, now) ? `at ${clock(at)}` : dayAt(at, now)),
    ago(at, now) {
      const minutes = Math.floor(Math.max(0, now - at) / minute);
      if (minutes < 1) return 'just now';
      if (minutes > 60) return moment(at, now);
      return agoNumbers.select(minutes) === 'one' ? `${minutes} minute ago` : `${minutes} minutes ago`;
    },
    exact: (at) => written(exacts, at),
    number: (value) => numbers.format(value),
  };
}
