import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../shared/decision/operation';
import { type ConclusionFacts, conclude, plannedStep } from '../../../shared/explain/conclude';
import { sourceId, targetId } from '../../../shared/ids';
import type { ScopeReason, ScopeVerdict } from '../../../shared/scoping/decide-scope';

const verdict = (reason: ScopeReason, inScope: boolean): ScopeVerdict => ({
  inScope,
  reason,
  isSoftDeleted: !inScope,
  leftScope: null,
  checks: {},
});
const inScope = verdict({ kind: 'assigned-directly' }, true);
const target = targetId('t1');
const advice = {
  title: 'Too long',
  meaning: 'Ada keeps it.',
  nextStep: 'Shorten it.',
  action: 'open-mapping' as const,
};
const facts = (more: Partial<ConclusionFacts>): ConclusionFacts => ({
  person: { id: sourceId('ada'), properties: { displayName: 'Ada' }, managerId: null, directoryState: 'present' },
  verdict: inScope,
  ways: [],
  checks: [],
  operation: null,
  problem: null,
  hold: null,
  removal: null,
  targetName: 'BlueJeans',
  hasAccount: true,
  ...more,
});
const change = { path: 'title', from: 'A', to: 'B' };
const disable: Operation = { action: 'disable', target, changes: [{ path: 'active', from: true, to: false }] };
const out = (reason: ScopeReason) => ({ verdict: verdict(reason, false), operation: disable });
const none = { action: 'none', target: null, reason: { kind: 'never-provisioned' } } as const satisfies Operation;

describe('the answer and the fourth step', () => {
  test.each<[string, Partial<ConclusionFacts>, string, string]>([
    [
      'in step',
      { operation: { action: 'none', target, reason: { kind: 'in-step' } } },
      'Ada has a BlueJeans account, and it is in step.',
      'Nothing to change: the account has what the mapping wants.',
    ],
    [
      'created next',
      { operation: { action: 'create', values: [{ path: 'userName', value: 'ada' }] }, hasAccount: false },
      'Ada has no BlueJeans account yet; the next cycle creates it.',
      'Would create one account with 1 attribute.',
    ],
    [
      'linked next',
      { operation: { action: 'link', target, leftOut: null }, hasAccount: true },
      'Ada has a BlueJeans account that is not linked yet; the next cycle links it.',
      'Would link to the account that is there, which stays as it is.',
    ],
    [
      'updated next',
      { operation: { action: 'update', target, changes: [change, change], leftOut: null } },
      'Ada’s account is not up to date yet; the next cycle sends 2 attributes.',
      'Would send 2 attributes.',
    ],
    [
      'enabled next',
      { operation: { action: 'enable', target, changes: [change], leftOut: null } },
      'Ada’s account is disabled; the next cycle enables it.',
      'Would enable the account and send 1 attribute.',
    ],
    [
      'updated but for one value',
      {
        operation: {
          action: 'update',
          target,
          changes: [change],
          leftOut: { kind: 'value-too-long', attribute: 'userName', value: 'x', length: 31, limit: 30 },
        },
        problem: advice,
      },
      'Ada is only partly up to date: Too long.',
      'Would send 1 attribute. Too long.',
    ],
    [
      'refused',
      { operation: { action: 'refuse', target: null, problem: { kind: 'defect', detail: '' } }, problem: advice },
      'Too long. Ada keeps it.',
      'Nothing sent: Too long.',
    ],
    [
      'disabled next',
      out({ kind: 'blocked' }),
      'Sign-in is blocked for Ada. The next cycle disables the account.',
      'Would disable the account in BlueJeans.',
    ],
    [
      'held by the threshold',
      { ...out({ kind: 'blocked' }), removal: { action: 'disable', state: 'held' } },
      'Sign-in is blocked for Ada. Ending their access is held until you decide.',
      'Held: would disable the account once you allow it.',
    ],
    [
      'kept by the admin',
      { ...out({ kind: 'blocked' }), removal: { action: 'disable', state: 'rejected' } },
      'Sign-in is blocked for Ada. You chose to keep the account.',
      'Discarded by you: the account is kept until the cause is a new one.',
    ],
    [
      'on hold, whatever would be done',
      { ...out({ kind: 'blocked' }), hold: { reason: '', since: '' } },
      'Ada is on hold: Inseam does not touch the account.',
      'On hold: nothing is sent until you release them.',
    ],
    [
      'not known, the service being silent',
      { problem: { ...advice, title: 'BlueJeans does not answer' }, hasAccount: false },
      'BlueJeans does not answer, so it is not known whether Ada has an account there.',
      'Not known: BlueJeans could not be asked.',
    ],
  ])('%s', (_, more, sentence, step) => {
    expect(conclude(facts(more)).sentence).toBe(sentence);
    expect(plannedStep(facts(more)).text).toBe(step);
  });
});

test.each<[string, Partial<ConclusionFacts>, RegExp]>([
  ['not assigned', { verdict: verdict({ kind: 'not-assigned', mode: 'assigned' }, false) }, /^Assign them, or a group/],
  ['in no chosen group', { verdict: verdict({ kind: 'not-assigned', mode: 'groups' }, false) }, /^Add them to one/],
  [
    'in a nested group only',
    {
      verdict: verdict({ kind: 'not-assigned', mode: 'assigned' }, false),
      ways: [{ kind: 'nested', group: 'Company', path: ['Field', 'Company'], counts: false }],
    },
    /Add them to Company itself, or assign Field to the application\.$/,
  ],
  [
    'filtered out',
    {
      verdict: verdict({ kind: 'filtered-out', filter: 'a' }, false),
      checks: [{ kind: 'clause', passed: false, text: 'a EQUALS “b”: they have “c”.', filter: 'Staff' }],
    },
    /they have “c”\. Change that for Ada/,
  ],
  ['blocked', { verdict: verdict({ kind: 'blocked' }, false) }, /^Allow sign-in/],
  ['in the recycle bin', { verdict: verdict({ kind: 'soft-deleted' }, false) }, /^Restore them/],
  ['deleted for good', { verdict: verdict({ kind: 'hard-deleted' }, false) }, /only as a new person\.$/],
])('the way back for somebody %s', (_, more, cure) => {
  expect(conclude(facts({ operation: none, hasAccount: false, ...more })).nextStep).toMatch(cure);
});
