import type { QuietReason } from '../decision/operation';
import { type Limit, limitText } from '../guard/deletion-threshold';
import { assertNever } from '../outcome';
import type { Advice } from './advice';
import { guardWords } from './guard-words';
import type { Action, LogStep } from './log-row';

/** How a person came to be looked at in this cycle. */
export type ImportedAs = 'add' | 'update' | 'scope' | 'rules' | 'full' | 'retry' | 'on-demand' | 'due' | 'undo';

const importWords: Readonly<Record<ImportedAs, string>> = {
  add: 'Read from Microsoft Entra ID for the first time.',
  update: 'Microsoft Entra ID reported a change.',
  scope: 'The way into scope changed in Microsoft Entra ID.',
  rules: 'Looked at again because the mapping or the scope changed.',
  full: 'Looked at again because everyone is checked.',
  retry: 'Tried again after a failure.',
  'on-demand': 'Read now, on demand.',
  due: 'The days that a disabled account is kept have passed.',
  undo: 'Looked at because a cycle is undone.',
};

export const importStep = (as: ImportedAs): LogStep => ({
  step: 'import',
  status: 'success',
  text: importWords[as],
  details: {},
});

export const scopeStep = (inScope: boolean, text: string, checks: Readonly<Record<string, string>>): LogStep => ({
  step: 'scope',
  status: inScope ? 'success' : 'skipped',
  text,
  details: checks,
});

/** What the matching step found. */
export type MatchStory =
  | { readonly kind: 'linked'; readonly targetId: string }
  | { readonly kind: 'found'; readonly targetId: string; readonly attribute: string; readonly value: string }
  | { readonly kind: 'none'; readonly asked: readonly { readonly path: string; readonly value: string }[] }
  | { readonly kind: 'failed'; readonly advice: Advice }
  | { readonly kind: 'not-reached' };

export function matchStep(story: MatchStory, targetName: string): LogStep {
  switch (story.kind) {
    case 'linked':
      return step('success', `Linked to account ${story.targetId}.`, { id: story.targetId });
    case 'found':
      return step('success', `Account ${story.targetId} found by ${story.attribute}.`, {
        id: story.targetId,
        [story.attribute]: story.value,
      });
    case 'none':
      return step(
        'success',
        `No ${targetName} account has this ${story.asked.map(({ path }) => path).join(' or ')}.`,
        Object.fromEntries(story.asked.map(({ path, value }) => [path, value])),
      );
    case 'failed':
      return step('failure', `${story.advice.title}. ${story.advice.meaning}`, {});
    case 'not-reached':
      return step('notReached', 'Not reached.', {});
    default:
      return assertNever(story);
  }
  function step(status: LogStep['status'], text: string, details: Record<string, string>): LogStep {
    return { step: 'match', status, text, details };
  }
}

const quietWords = (reason: QuietReason, targetName: string): string => {
  switch (reason.kind) {
    case 'in-step':
      return 'Nothing to change: the account has what the mapping wants.';
    case 'never-provisioned':
      return `Out of scope, and there is no ${targetName} account of theirs that Inseam manages.`;
    case 'already-disabled':
      return 'The account is disabled already.';
    case 'left-alone':
      return 'Left alone: accounts of people who go out of scope stay as they are (setting).';
    case 'let-go':
      return 'The account was let go when its person went out of scope; it stays disabled.';
    case 'create-off':
      return 'Creating accounts is switched off in the target object actions.';
    case 'update-off':
      return 'Updating accounts is switched off in the target object actions.';
    case 'delete-off':
      return 'Deleting accounts is switched off in the target object actions.';
    case 'active-not-mapped':
      return 'No attribute is mapped from IsSoftDeleted, so leaving sends nothing.';
    case 'on-hold':
    case 'protected':
    case 'waits-for-deletion':
    case 'kept':
      return guardWords(reason) ?? '';
    default:
      return assertNever(reason);
  }
};

/** Attributes of the account that somebody changed at the target. */
interface ByHand {
  readonly putBack?: readonly string[];
  readonly leftAlone?: readonly string[];
}

const byHandWords = ({ putBack = [], leftAlone = [] }: ByHand): string =>
  [
    putBack.length === 0 ? '' : ` Put back what was changed by hand: ${putBack.join(', ')}.`,
    leftAlone.length === 0 ? '' : ` Left alone, changed by hand: ${leftAlone.join(', ')}.`,
  ].join('');

/** How the fourth step ended. */
export type ActionStory =
  | ({ readonly kind: 'done'; readonly action: Action; readonly attributes: number } & ByHand)
  | ({ readonly kind: 'quiet'; readonly reason: QuietReason } & ByHand)
  | { readonly kind: 'held'; readonly action: Action; readonly removals: number; readonly limit: Limit | null }
  | { readonly kind: 'rejected'; readonly action: Action }
  | { readonly kind: 'failed'; readonly action: Action; readonly advice: Advice }
  | { readonly kind: 'skipped'; readonly advice: Advice }
  | { readonly kind: 'left'; readonly because: LeftBecause };

/** Why somebody whose account would be changed stays on the work list instead. */
export type LeftBecause = 'left-out' | 'changed-since-plan';

export const leftWords: Readonly<Record<LeftBecause, string>> = {
  'left-out': 'Left out of this run by the admin; the next cycle decides again.',
  'changed-since-plan': 'Not part of the plan that was run, or changed since it was made; the next cycle decides.',
};

const doneWords = (action: Action, attributes: number, targetName: string): string => {
  const number = attributes === 1 ? '1 attribute' : `${attributes} attributes`;
  switch (action) {
    case 'create':
      return `Created one account with ${number}.`;
    case 'update':
      return `Sent ${number} in one request.`;
    case 'enable':
      return `Enabled the account; sent ${number}.`;
    case 'disable':
      return `Disabled the account in ${targetName}.`;
    case 'delete':
      return `Deleted the account in ${targetName}.`;
    case 'link':
      return 'Linked to the existing account, which stays as it is.';
    case 'none':
      return 'Nothing to change.';
    default:
      return assertNever(action);
  }
};

export function actionStep(story: ActionStory, targetName: string): LogStep {
  switch (story.kind) {
    case 'done':
      return step('success', doneWords(story.action, story.attributes, targetName) + byHandWords(story));
    case 'quiet':
      return step('skipped', quietStory(story, targetName), { SkipReason: skipReason(story.reason) });
    case 'held':
      return step(
        'warning',
        `Held, not sent: ${story.removals} accounts would lose access, and the limit is ${story.limit === null ? 'none' : limitText(story.limit)}.`,
      );
    case 'rejected':
      return step('skipped', 'Discarded by the admin: the account is kept until the cause is a new one.');
    case 'failed':
      return step('failure', `${story.advice.title}. ${story.advice.meaning}`);
    case 'left':
      return step('skipped', leftWords[story.because]);
    case 'skipped':
      return step('skipped', `${story.advice.title}. ${story.advice.meaning}`, {
        SkipReason: 'AttributeValidationFailed',
      });
    default:
      return assertNever(story);
  }
  function step(status: LogStep['status'], text: string, details: Record<string, string> = {}): LogStep {
    return { step: 'action', status, text, details };
  }
}

/** In step save for what was changed by hand is not "has what the mapping wants". */
function quietStory(story: Extract<ActionStory, { kind: 'quiet' }>, targetName: string): string {
  const hand = byHandWords(story);
  return story.reason.kind === 'in-step' && hand !== ''
    ? `Nothing to send.${hand}`
    : quietWords(story.reason, targetName) + hand;
}

/** The service's own spelling (entra-provisioning 6.2), and ours for what it does not know. */
const skipReason = (reason: QuietReason): string =>
  reason.kind === 'on-hold'
    ? 'OnHold'
    : reason.kind === 'protected'
      ? 'Protected'
      : reason.kind === 'never-provisioned' || reason.kind === 'left-alone' || reason.kind === 'let-go'
        ? 'NotEffectivelyEntitled'
        : 'RedundantExport';
