import { expect, test } from 'vitest';
import { adviseOn } from '../../../shared/log/advice';
import type { Problem } from '../../../shared/log/problem';

const inWords = (problem: Problem): string => {
  const { meaning, nextStep } = adviseOn(problem, { targetName: 'BlueJeans', profile: null, personName: null });
  return `${meaning} ${nextStep}`;
};

test.each<{ rule: string; problem: Problem; words: string }>([
  {
    rule: 'without the permission to send mail, cycles run all the same',
    problem: { kind: 'source-permission-missing', permission: 'Mail.Send', what: '' },
    words:
      'Inseam cannot send mail through Microsoft Graph. Cycles run all the same. An administrator must grant consent once. Or choose a mail server.',
  },
  {
    rule: 'without a permission to read, no cycle runs',
    problem: { kind: 'source-permission-missing', permission: 'User.Read.All', what: 'people' },
    words:
      'Inseam cannot read people, so no cycle runs. Accounts stay as they are. An administrator must grant consent once.',
  },
  {
    rule: 'a host that refuses is waited for until it answers, not until it refuses again',
    problem: { kind: 'unreachable', side: 'target', host: 'scim.example', cause: 'refused', waitedMs: 0, proxy: null },
    words: 'Changes wait and are made when it answers. Check the network, the firewall and the proxy (none).',
  },
])('$rule', ({ problem, words }) => {
  expect(inWords(problem)).toBe(words);
});
