import { describe, expect, test } from 'vitest';
import { instantWords } from '../../../shared/health/instant-words';

const now = Date.parse('2026-03-03T14:06:42Z');
const london = instantWords('en-GB', 'Europe/London');
const at = (instant: string) => Date.parse(instant);

describe('an instant in words', () => {
  test.each([
    ['2026-03-03T14:06:10Z', 'just now'],
    ['2026-03-03T14:05:00Z', '1 minute ago'],
    ['2026-03-03T14:02:00Z', '4 minutes ago'],
    ['2026-03-03T13:06:42Z', '60 minutes ago'],
    ['2026-03-03T11:22:00Z', 'today 11:22'],
    ['2026-03-02T09:22:00Z', 'yesterday 09:22'],
    ['2026-02-28T09:22:00Z', 'Saturday 09:22'],
    ['2026-02-24T09:22:00Z', '24 February'],
    ['2025-03-03T09:22:00Z', '3 March 2025'],
  ])('%s is %s', (instant, words) => {
    expect(london.ago(at(instant), now)).toBe(words);
  });

  test.each([
    ['2026-03-03T14:42:00Z', 'at 14:42', 'today at 14:42'],
    ['2026-03-04T08:00:00Z', 'tomorrow at 08:00', 'tomorrow at 08:00'],
    ['2026-03-07T08:00:00Z', 'Saturday at 08:00', 'Saturday at 08:00'],
    ['2026-06-07T08:00:00Z', 'on 7 June', 'on 7 June'],
  ])('%s stands in a sentence as “%s”', (instant, short, long) => {
    expect(london.at(at(instant), now)).toBe(short);
    expect(london.dayAt(at(instant), now)).toBe(long);
  });

  test('days are the reader’s, not UTC’s', () => {
    const auckland = instantWords('en-GB', 'Pacific/Auckland');
    expect(london.moment(at('2026-03-03T09:00:00Z'), now)).toBe('today 09:00');
    expect(auckland.moment(at('2026-03-03T09:00:00Z'), now)).toBe('yesterday 22:00');
  });

  test('the day before a change of the clocks is yesterday still', () => {
    const morning = at('2026-03-29T00:30:00Z');
    expect(london.moment(at('2026-03-28T00:30:00Z'), morning)).toBe('yesterday 00:30');
    expect(london.moment(at('2026-03-29T23:30:00Z'), morning)).toBe('tomorrow 00:30');
  });

  test.each([
    ['en-GB', '06:20', '18:20', '18:20:11', 'today 18:20'],
    ['en-US', '6:20 AM', '6:20 PM', '6:20:11 PM', 'today 6:20 PM'],
    ['en-AU', '6:20 am', '6:20 pm', '6:20:11 pm', 'today 6:20 pm'],
    ['de-DE', '06:20', '18:20', '18:20:11', 'today 18:20'],
  ])('%s says the clock its own way: %s and %s', (locale, morning, evening, exact, moment) => {
    const words = instantWords(locale, 'UTC');
    expect(words.clock(at('2026-03-03T06:20:11Z'))).toBe(morning);
    expect(words.clock(at('2026-03-03T18:20:11Z'))).toBe(evening);
    expect(words.exactClock(at('2026-03-03T18:20:11Z'))).toBe(exact);
    expect(words.moment(at('2026-03-03T18:20:11Z'), now)).toBe(moment);
  });

  test('no space in it is an odd one', () => {
    const words = instantWords('en-US', 'UTC');
    expect(words.exact(now)).not.toMatch(/[\u00a0\u202f]/);
    expect(words.exact(now)).toContain('2:06:42 PM');
  });

  test('a region that is not English has English days in English sentences', () => {
    expect(instantWords('de-DE', 'UTC').moment(at('2026-02-28T09:22:00Z'), now)).toBe('Saturday 09:22');
  });

  test('the exact instant names its zone', () => {
    expect(london.exact(now)).toMatch(/^Tuesday,? 3 March 2026 at 14:06:42 GMT$/);
  });
});
