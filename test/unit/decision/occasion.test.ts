import { expect, test } from 'vitest';
import { decideOccasion, type OccasionFacts } from '../../../shared/decision/occasion';

const now = Date.parse('2026-11-24T12:00:00Z');
const day = 86_400_000;
const calm: OccasionFacts = {
  asked: false,
  hasWatermark: true,
  restart: null,
  lastRules: 'r',
  lastProperties: 'p',
  rules: 'r',
  properties: 'p',
  lastFullReadAt: now - day,
  now,
  fullEveryDays: 7,
};
const everyone = { readEverybody: true, evaluate: 'everybody-and-accounts' };

test.each<[string, Partial<OccasionFacts>, object]>([
  ['an ordinary cycle reads what changed', {}, { why: null, readEverybody: false, evaluate: 'changed' }],
  [
    'the first reads everybody',
    { hasWatermark: false, lastRules: null },
    { ...everyone, why: 'Everyone is read for the first time.' },
  ],
  ['a watermark that is gone does too', { hasWatermark: false }, { ...everyone, why: 'Everyone is read again.' }],
  [
    'a restart says so',
    { hasWatermark: false, restart: { brokeLinks: false } },
    { ...everyone, why: 'Everyone is checked again because you restarted provisioning.' },
  ],
  [
    'a restart that broke the links says that as well',
    { hasWatermark: false, restart: { brokeLinks: true } },
    { ...everyone, why: 'Everyone is checked again because you restarted provisioning and broke all links.' },
  ],
  [
    'being asked comes before a changed mapping',
    { asked: true, rules: 'other' },
    { ...everyone, why: 'You asked for everyone to be checked.' },
  ],
  [
    'a changed mapping is decided from what is known',
    { rules: 'other' },
    {
      why: 'Everyone is checked again because the mapping or the scope changed.',
      readEverybody: false,
      evaluate: 'everybody',
    },
  ],
  [
    'a mapping that needs other properties reads them',
    { properties: 'other' },
    {
      why: 'Everyone is checked again because the mapping or the scope changed.',
      readEverybody: true,
      evaluate: 'everybody',
    },
  ],
  [
    'the calendar reads everybody',
    { lastFullReadAt: now - 7 * day - 1 },
    { ...everyone, why: 'Everyone is checked again every 7 days.' },
  ],
  ['not a moment too early', { lastFullReadAt: now - 7 * day }, { why: null }],
  ['a calendar that is switched off does not', { fullEveryDays: 0, lastFullReadAt: null }, { why: null }],
  [
    'a clock that was set back far does',
    { lastFullReadAt: now + 8 * day },
    { ...everyone, why: 'Everyone is checked again every 7 days.' },
  ],
])('%s', (_, changes, expected) => {
  expect(decideOccasion({ ...calm, ...changes })).toMatchObject(expected);
});
