import { instantWords } from '../../shared/health/instant-words';

/** Times and numbers as the system writes them. */
export const times = instantWords(navigator.language);

/** True for "14:02", false for "2:02 PM", which needs more room. */
export const shortClocks = times.clock(0).length <= 5;

const plurals = new Intl.PluralRules('en-GB');

/** "1 person", "38 people". */
export const counted = (amount: number, one: string, many: string): string =>
  `${times.number(amount)} ${plurals.select(amount) === 'one' ? one : many}`;

export const people = (amount: number): string => counted(amount, 'person', 'people');
export const accounts = (amount: number): string => counted(amount, 'account', 'accounts');

/** "180 ms", "0.6 s", "3 s", "2 min". */
export function duration(ms: number): string {
  if (ms < 100) return `${times.number(Math.round(ms))} ms`;
  if (ms < 1000) return `${times.number(Math.round(ms / 100) / 10)} s`;
  if (ms < 100_000) return `${times.number(Math.round(ms / 1000))} s`;
  return `${times.number(Math.round(ms / 60_000))} min`;
}
