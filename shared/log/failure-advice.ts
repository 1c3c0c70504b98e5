import type { Advice } from './advice';
import { type ErrorGroup, groupWords } from './common-cause';
import type { PersonProblem, TooManyFailures } from './problem';

const people = (amount: number): string => `${amount} ${amount === 1 ? 'person' : 'people'}`;

/** "24 of 38 people failed" and why most of them did. */
export function tooManyFailuresAdvice(
  { failed, evaluated, limit, reason, commonest }: TooManyFailures,
  targetName: string,
): Advice {
  const share = reason === 'EncounteredEscrowProportionThreshold';
  const allowed = share ? `more than ${limit} %` : `more than ${limit}`;
  const most =
    commonest.people === failed
      ? `All ${people(failed)}: ${groupWords(commonest.cause, targetName)}.`
      : `Most often, for ${people(commonest.people)}: ${groupWords(commonest.cause, targetName)}.`;
  return {
    title: `${failed} of ${people(evaluated)} failed in one cycle`,
    meaning: `That is ${allowed}, so the job stopped; what was done stays done. ${most}`,
    nextStep: cureOf(commonest.cause, targetName),
    action: actionOf(commonest.cause),
  };
}

const mended = new Set<ErrorGroup['kind']>([
  'target-refused',
  'value-required',
  'values-taken',
  'value-type',
  'expression-failed',
  'value-too-long',
  'target-cannot-filter',
  'matching-value-missing',
  'duplicate-source',
  'account-taken',
]);

const actionOf = (cause: ErrorGroup): Advice['action'] => (mended.has(cause.kind) ? 'open-mapping' : 'try-again');

function cureOf(cause: ErrorGroup, targetName: string): string {
  if (mended.has(cause.kind)) return 'Correct the mapping, or the values in Entra ID; then try again.';
  switch (cause.kind) {
    case 'server-error':
      return `Wait until ${targetName} works again, or ask its owner; then try again.`;
    case 'conflict':
    case 'matching-ambiguous':
      return `Look at these accounts in ${targetName}, or match by another attribute; then try again.`;
    case 'account-gone':
      return `Ask who deleted these accounts in ${targetName}, and whether it was meant, before you try again.`;
    default:
      return 'See why in Activity, correct it and try again.';
  }
}

/** Somebody who failed for four weeks; `last` is what was said of the last try. */
export function givenUpAdvice(
  { attempts }: Extract<PersonProblem, { kind: 'given-up' }>,
  last: Advice,
  who: string,
): Advice {
  return {
    title: `${last.title} (given up after 28 days)`,
    meaning: `${last.meaning} Inseam tried ${attempts === 1 ? 'once' : `${attempts} times`}.`,
    nextStep: `${who} is tried again after a change in Entra ID, after a restart, or when you try again.`,
    action: 'try-again',
  };
}
