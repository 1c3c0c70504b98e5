import type { Trial, Violation } from '../../shared/mapping/trial';
import { accounts, duration, people, times } from './times';

/** What the mapping page says of an edited mapping that is tried on everyone, and of saving it. */
export const trialWords = {
  title: 'Try on everyone',
  start: (expected: number | null) => (expected === null || expected === 0 ? 'Try' : `Try on ${people(expected)}`),
  lead: 'Shows what would change, before anything is saved. Nothing is written.',
  again: 'Again',
  cancel: 'Cancel',
  starting: 'Trying…',
  progress: (done: number, expected: number) => `${times.number(done)} of ${people(expected)} tried`,
  took: ({ people: tried, tookMs }: Trial) => `${people(tried)} in ${duration(Math.max(tookMs, 100))}; nothing written`,
  edited: 'The mapping has been edited since.',

  changed: (count: number) => `${accounts(count)} would change`,
  created: (count: number) => `${people(count)} would get their first account`,
  unchanged: (count: number) => `${times.number(count)} unchanged`,
  skipped: (count: number) => `${times.number(count)} skipped`,
  unread: (names: readonly string[]) =>
    `Not read of anybody, and taken for empty here: ${names.join(', ')}. Microsoft Entra ID did not answer.`,
  nothing: 'Nobody’s account would change.',
  attribute: (attribute: string, count: number) => `${attribute}, ${people(count)}`,
  more: (count: number) => `and ${times.number(count)} more`,

  concerned: ({ attribute, count }: Violation) => `${attribute}, ${people(count)}`,
  fix: (attribute: string) => `Proposed expression for ${attribute}`,
  fixLabel: 'An expression that cures this:',
  use: 'Use this expression',
  used: (attribute: string) => `The expression of ${attribute} is replaced. Undo takes it back.`,
  noFix: 'No expression was found that cures this. Correct the mapping, or the values in Microsoft Entra ID.',
  wouldBe: 'would be',

  saveSummary: (trial: Trial) =>
    `${[
      trial.changed > 0 || trial.created === 0 ? trialWords.changed(trial.changed) : null,
      trial.created > 0 ? trialWords.created(trial.created) : null,
      `${times.number(trial.unchanged)} stay`,
    ]
      .filter((part) => part !== null)
      .join(', ')}. Everyone is checked again in the next cycle.`,
  saving: 'Trying it on everyone first…',
  saveAnyway: (skipped: number) =>
    skipped === 1 ? 'Save anyway; 1 person is skipped' : `Save anyway; ${people(skipped)} are skipped`,
  untried: 'It could not be tried on everyone first.',
} as const;
