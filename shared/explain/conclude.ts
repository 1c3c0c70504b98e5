import type { Operation } from '../decision/operation';
import type { Advice } from '../log/advice';
import type { LogStep } from '../log/log-row';
import { type ActionStory, actionStep } from '../log/steps';
import { type Person, personName } from '../person';
import type { ScopeVerdict } from '../scoping/decide-scope';
import { scopeSentence } from '../scoping/decide-scope';
import type { Conclusion, Explanation, ScopeCheck, ScopeWay } from './explanation';
import { nestedText } from './scope-checks';

export interface ConclusionFacts {
  readonly person: Person;
  readonly verdict: ScopeVerdict;
  readonly ways: readonly ScopeWay[];
  readonly checks: readonly ScopeCheck[];
  /** null: the target had to be asked and could not be. */
  readonly operation: Operation | null;
  /** Words of the problem that keeps the person from being in step, or of the target that is silent. */
  readonly problem: Advice | null;
  readonly hold: Explanation['hold'];
  readonly removal: Explanation['removal'];
  readonly targetName: string;
  readonly hasAccount: boolean;
}

const attributes = (amount: number): string => (amount === 1 ? '1 attribute' : `${amount} attributes`);

/** The fourth step before anything is sent: what would be done, or why nothing is. */
export function plannedStep({ operation, problem, hold, removal, targetName }: ConclusionFacts): LogStep {
  const step = (status: LogStep['status'], text: string): LogStep => ({ step: 'action', status, text, details: {} });
  if (operation === null) return step('notReached', `Not known: ${targetName} could not be asked.`);
  if (hold !== null) return step('skipped', `On hold: nothing is sent until you release them.`);
  const leftOut = 'leftOut' in operation && operation.leftOut !== null && problem !== null ? ` ${problem.title}.` : '';
  switch (operation.action) {
    case 'create':
      return step('warning', `Would create one account with ${attributes(operation.values.length)}.`);
    case 'update':
      return step('warning', `Would send ${attributes(operation.changes.length)}.${leftOut}`);
    case 'enable':
      return step('warning', `Would enable the account and send ${attributes(operation.changes.length)}.${leftOut}`);
    case 'link':
      return step('warning', `Would link to the account that is there, which stays as it is.${leftOut}`);
    case 'disable':
    case 'delete': {
      const what = operation.action === 'disable' ? 'disable' : 'delete';
      if (removal?.state === 'held') return step('warning', `Held: would ${what} the account once you allow it.`);
      if (removal?.state === 'rejected')
        return step('skipped', 'Discarded by you: the account is kept until the cause is a new one.');
      return step('warning', `Would ${what} the account in ${targetName}.`);
    }
    case 'none': {
      const story: ActionStory = { kind: 'quiet', reason: operation.reason };
      const quiet = actionStep(story, targetName);
      return operation.reason.kind === 'in-step' ? { ...quiet, status: 'success' } : quiet;
    }
    case 'refuse':
      return step('failure', problem === null ? 'Nothing sent.' : `Nothing sent: ${problem.title}.`);
  }
}

/** Why, or why not, in one sentence, and the next step. */
export function conclude(facts: ConclusionFacts): Conclusion {
  const { person, verdict, operation, problem, hold, removal, targetName, hasAccount } = facts;
  const name = personName(person);
  const say = (sentence: string, nextStep: string, action: Conclusion['action'] = null): Conclusion => ({
    inStep: false,
    sentence,
    nextStep,
    action,
  });
  if (hold !== null)
    return say(
      `${name} is on hold: Inseam does not touch ${hasAccount ? 'the account' : 'anything of theirs'}.`,
      'Release them when cycles may touch the account again.',
    );
  if (operation === null)
    return say(
      `${problem?.title ?? `${targetName} could not be asked`}, so it is not known whether ${name} has an account there.`,
      problem?.nextStep ?? '',
      problem?.action ?? null,
    );
  switch (operation.action) {
    case 'create':
      return say(
        `${name} has no ${targetName} account yet; the next cycle creates it.`,
        'Sync now, or wait for the next cycle.',
      );
    case 'link':
      return say(
        `${name} has a ${targetName} account that is not linked yet; the next cycle links it.`,
        'Sync now, or wait for the next cycle.',
      );
    case 'update':
    case 'enable':
      return operation.leftOut !== null && problem !== null
        ? say(`${name} is only partly up to date: ${problem.title}.`, problem.nextStep, problem.action)
        : say(
            operation.action === 'enable'
              ? `${name}’s account is disabled; the next cycle enables it.`
              : `${name}’s account is not up to date yet; the next cycle sends ${attributes(operation.changes.length)}.`,
            'Sync now, or wait for the next cycle.',
          );
    case 'disable':
    case 'delete': {
      const why = scopeSentence(person, verdict.reason);
      const what = operation.action === 'disable' ? 'disables' : 'deletes';
      if (removal?.state === 'held')
        return say(`${why} Ending their access is held until you decide.`, 'Decide about the held deletions.');
      if (removal?.state === 'rejected') return say(`${why} You chose to keep the account.`, scopeCure(facts));
      return say(`${why} The next cycle ${what} the account.`, scopeCure(facts));
    }
    case 'refuse':
      return say(
        `${problem?.title ?? 'Nothing is sent'}. ${problem?.meaning ?? ''}`.trim(),
        problem?.nextStep ?? '',
        problem?.action ?? null,
      );
    case 'none':
      if (operation.reason.kind === 'in-step')
        return {
          inStep: true,
          sentence: `${name} has a ${targetName} account, and it is in step.`,
          nextStep: '',
          action: null,
        };
      if (!verdict.inScope) {
        const why = scopeSentence(person, verdict.reason);
        const then =
          operation.reason.kind === 'never-provisioned'
            ? `So there is no ${targetName} account of theirs that Inseam manages.`
            : plannedStep(facts).text;
        return say(`${why} ${then}`, scopeCure(facts), cureAction(verdict));
      }
      return say(plannedStep(facts).text, '');
  }
}

const cureAction = ({ reason }: ScopeVerdict): Conclusion['action'] =>
  reason.kind === 'filtered-out' || (reason.kind === 'not-assigned' && reason.mode === 'groups') ? 'open-scope' : null;

/** What would bring somebody into scope. */
function scopeCure({ person, verdict, ways, checks }: ConclusionFacts): string {
  switch (verdict.reason.kind) {
    case 'hard-deleted':
      return 'Somebody deleted for good comes back only as a new person.';
    case 'soft-deleted':
      return 'Restore them in Microsoft Entra ID within 30 days of the deletion, if they are to have access.';
    case 'blocked':
      return 'Allow sign-in in Microsoft Entra ID, if they are to have access.';
    case 'not-assigned': {
      const nested = nestedText(ways);
      const outer = ways.find(({ counts }) => !counts);
      if (nested !== null && outer !== undefined)
        return `${nested} Add them to ${outer.group} itself, or assign ${outer.path[0] ?? 'their group'} to the application.`;
      return verdict.reason.mode === 'groups'
        ? 'Add them to one of the chosen groups, or choose another group in Scope.'
        : 'Assign them, or a group that they are a direct member of, to the application in Microsoft Entra ID.';
    }
    case 'filtered-out': {
      const failed = checks.find(({ kind, passed }) => kind === 'clause' && !passed);
      return `${failed === undefined ? '' : `${failed.text} `}Change that for ${personName(person)} in Microsoft Entra ID, or the filter.`;
    }
    case 'everyone':
    case 'assigned-directly':
    case 'through-groups':
      return '';
  }
}
