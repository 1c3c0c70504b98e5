import { describe, expect, test } from 'vitest';
import { sourceId, targetId } from '../../../shared/ids';
import {
  type AccountStanding,
  doubtSentence,
  type SortInput,
  sortAccount,
} from '../../../shared/matching/sort-accounts';

const person = (name: string) => ({ id: sourceId(name.toLowerCase()), name });
const ada = person('Ada');
const bob = person('Bob');
const unlinked = (who: typeof ada) => ({ ...who, account: null });
const linkedTo = (who: typeof ada, account: string) => ({ ...who, account: targetId(account) });

describe('an account', () => {
  test.each<{ rule: string; input: Partial<SortInput>; standing: AccountStanding }>([
    {
      rule: 'that is linked and named as its person is in order',
      input: { value: 'ada@x', owner: { ...ada, wanted: 'Ada@X' }, namesakes: [linkedTo(ada, 'a1')] },
      standing: { kind: 'linked', person: ada },
    },
    {
      rule: 'of somebody out of scope may be named as it is',
      input: { value: 'old@x', owner: { ...ada, wanted: null } },
      standing: { kind: 'linked', person: ada },
    },
    {
      rule: 'that is linked and has no name to compare is in order',
      input: { value: null, owner: { ...ada, wanted: 'ada@x' } },
      standing: { kind: 'linked', person: ada },
    },
    {
      rule: 'that is linked and no longer named as its person is doubtful',
      input: { value: 'other@x', owner: { ...ada, wanted: 'ada@x' } },
      standing: { kind: 'doubtful', person: ada, doubt: { kind: 'name-differs', value: 'other@x', wanted: 'ada@x' } },
    },
    {
      rule: 'that is linked to one and named as another is doubtful',
      input: { value: 'bob@x', owner: { ...ada, wanted: 'ada@x' }, namesakes: [unlinked(bob)] },
      standing: { kind: 'doubtful', person: ada, doubt: { kind: 'named-as-another', value: 'bob@x', other: bob } },
    },
    {
      rule: 'that nobody matches is only there',
      input: { value: 'boardroom@x' },
      standing: { kind: 'only-there' },
    },
    { rule: 'without a matching value is only there', input: { value: null }, standing: { kind: 'only-there' } },
    {
      rule: 'that one person matches who has none is matched',
      input: { value: 'ada@x', namesakes: [unlinked(ada)] },
      standing: { kind: 'matched', person: ada },
    },
    {
      rule: 'that two people match is doubtful',
      input: { value: 'a@x', namesakes: [unlinked(ada), unlinked(bob)] },
      standing: { kind: 'doubtful', person: null, doubt: { kind: 'two-people', value: 'a@x', people: [ada, bob] } },
    },
    {
      rule: 'whose person has another is doubtful',
      input: { value: 'ada@x', namesakes: [linkedTo(ada, 'a1')] },
      standing: {
        kind: 'doubtful',
        person: ada,
        doubt: { kind: 'two-accounts', value: 'ada@x', others: [targetId('a1')] },
      },
    },
    {
      rule: 'that has the name of another account is doubtful',
      input: { value: 'ada@x', namesakes: [unlinked(ada)], twins: [targetId('a2')] },
      standing: {
        kind: 'doubtful',
        person: ada,
        doubt: { kind: 'two-accounts', value: 'ada@x', others: [targetId('a2')] },
      },
    },
    {
      rule: 'that has the name of another, which is nobody’s either, is only there',
      input: { value: 'room@x', twins: [targetId('a2')] },
      standing: { kind: 'only-there' },
    },
  ])('$rule', ({ input, standing }) => {
    expect(sortAccount({ value: null, owner: null, namesakes: [], twins: [], ...input })).toEqual(standing);
  });

  test.each([
    [
      { kind: 'two-accounts', value: 'a@x', others: [targetId('a1')] },
      'Ada has another account with the userName a@x: a1.',
    ],
    [
      { kind: 'two-accounts', value: 'a@x', others: [targetId('a1'), targetId('a2')] },
      'Ada has other accounts with the userName a@x: a1, a2.',
    ],
    [{ kind: 'two-people', value: 'a@x', people: [ada, bob] }, 'Ada and Bob would both match it by userName.'],
    [{ kind: 'named-as-another', value: 'b@x', other: bob }, 'It is linked to Ada, but its userName is that of Bob.'],
    [
      { kind: 'name-differs', value: 'b@x', wanted: 'a@x' },
      'It is linked to Ada, whose userName would be a@x, not b@x.',
    ],
  ] as const)('that is doubtful says why', (doubt, sentence) => {
    expect(doubtSentence(doubt, ada, 'userName')).toBe(sentence);
  });
});
