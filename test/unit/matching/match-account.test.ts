import { describe, expect, test } from 'vitest';
import { sourceId, targetId } from '../../../shared/ids';
import { foldMatchingValue, judgeMatch, type OwnerOf } from '../../../shared/matching/match-account';

const ada = sourceId('ada');
const nobody: OwnerOf = () => null;
const asked = (path: string, ...found: string[]) => ({ path, value: 'ada@oxbow.example', found: found.map(targetId) });

describe('matching a person to an account', () => {
  test.each([
    {
      name: 'nobody found on any attribute: the account is to be created',
      answers: [asked('userName'), asked('externalId')],
      owner: nobody,
      expected: { kind: 'none' },
    },
    {
      name: 'one found: it is the person’s',
      answers: [asked('userName', 't1')],
      owner: nobody,
      expected: { kind: 'one', id: 't1', attribute: 'userName', value: 'ada@oxbow.example' },
    },
    {
      name: 'the first attribute that finds somebody decides',
      answers: [asked('userName'), asked('externalId', 't2')],
      owner: nobody,
      expected: { kind: 'one', id: 't2', attribute: 'externalId', value: 'ada@oxbow.example' },
    },
    {
      name: 'an account linked to the person already is still theirs',
      answers: [asked('userName', 't1')],
      owner: () => ({ id: ada, name: 'Ada' }),
      expected: { kind: 'one', id: 't1', attribute: 'userName', value: 'ada@oxbow.example' },
    },
  ])('$name', ({ answers, owner, expected }) => expect(judgeMatch(answers, ada, owner)).toEqual(expected));

  test('two accounts are never guessed between, and both are named', () =>
    expect(judgeMatch([asked('userName', 't1', 't2')], ada, nobody)).toEqual({
      kind: 'problem',
      problem: { kind: 'matching-ambiguous', attribute: 'userName', value: 'ada@oxbow.example', targets: ['t1', 't2'] },
    }));

  test('an account that belongs to somebody else is not given away', () =>
    expect(judgeMatch([asked('userName', 't1')], ada, () => ({ id: sourceId('bob'), name: 'Bob' }))).toEqual({
      kind: 'problem',
      problem: { kind: 'account-taken', targetId: 't1', otherId: 'bob', otherName: 'Bob' },
    }));

  test.each([
    ['Ada@Oxbow.Example', 'ada@oxbow.example'],
    ['e\u0301va', '\u00e9va'],
  ])('%s and %s are one matching value', (left, right) =>
    expect(foldMatchingValue(left)).toBe(foldMatchingValue(right)),
  );
});
