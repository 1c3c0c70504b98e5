import { expect, test } from 'vitest';
import { type AttributeFacts, differs, explainAttributes } from '../../../shared/explain/explain-attributes';
import type { AttributeVerdict } from '../../../shared/explain/explanation';
import { sourceId } from '../../../shared/ids';
import { compileRules, mapPerson } from '../../../shared/mapping/map-person';
import type { AttributeMapping, FlowType } from '../../../shared/mapping/rules';
import type { TargetValue } from '../../../shared/mapping/target-value';
import type { GraphValue } from '../../../shared/person';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import { testSurroundings } from '../../surroundings';

const mapping = (target: string, attribute: string, flowType: FlowType = 'Always'): AttributeMapping => ({
  target,
  source: { kind: 'direct', attribute },
  defaultValue: null,
  flowType,
  matchingPriority: 0,
});

interface Case {
  readonly says: AttributeVerdict;
  readonly when: string;
  readonly of?: AttributeMapping;
  readonly properties?: Readonly<Record<string, GraphValue>>;
  /** What was last sent; null: there is no account. */
  readonly known?: Readonly<Record<string, TargetValue>> | null;
  /** What was just read; null: not read. */
  readonly seen?: Readonly<Record<string, TargetValue>> | null;
  readonly more?: Partial<AttributeFacts>;
}

const title = mapping('title', 'jobTitle');

test.each<Case>([
  { says: 'same', when: 'the account has it', known: { title: 'Lead' }, seen: { title: 'Lead' } },
  { says: 'waits', when: 'the account has another', known: { title: 'Old' }, seen: { title: 'Old' } },
  { says: 'waits', when: 'there is no account yet', known: null, seen: null },
  {
    says: 'waits',
    when: 'the target is still to be asked which value is free',
    of: {
      ...title,
      source: { kind: 'expression', text: 'SelectUniqueValue([jobTitle], "B")' },
      flowType: 'ObjectAddOnly',
    },
    known: null,
    seen: null,
  },
  { says: 'changed-by-hand', when: 'it was sent and is another now', known: { title: 'Lead' }, seen: { title: 'X' } },
  { says: 'waits', when: 'neither was sent nor is it there', known: { title: 'Old' }, seen: { title: 'X' } },
  { says: 'left-alone', when: 'it is empty in Entra', properties: {}, known: { title: 'X' }, seen: { title: 'X' } },
  { says: 'not-read', when: 'nobody knows the account', known: null, seen: null, more: { silent: true } },
  {
    says: 'same',
    when: 'the service is silent and it was sent',
    known: { title: 'Lead' },
    seen: null,
    more: { silent: true },
  },
  {
    says: 'left-alone',
    when: 'the person is out of scope',
    known: { title: 'X' },
    seen: { title: 'X' },
    more: { leaving: true },
  },
  { says: 'left-alone', when: 'nothing is mapped for them', known: null, seen: null, more: { mapped: null } },
  {
    says: 'left-alone',
    when: 'it is sent on creation only',
    of: mapping('title', 'jobTitle', 'ObjectAddOnly'),
    known: { title: 'X' },
    seen: { title: 'X' },
  },
  {
    says: 'left-alone',
    when: 'it fills only what is empty',
    of: mapping('title', 'jobTitle', 'AttributeAddOnly'),
    known: { title: 'X' },
    seen: { title: 'X' },
  },
  {
    says: 'too-long',
    when: 'the service takes less',
    of: mapping('userName', 'userPrincipalName'),
    properties: { userPrincipalName: `${'a'.repeat(31)}@x` },
    known: { userName: 'a@x' },
    seen: { userName: 'a@x' },
  },
  {
    says: 'same',
    when: 'only the case differs where case says nothing',
    of: mapping('userName', 'userPrincipalName'),
    properties: { userPrincipalName: 'Ada@x' },
    known: { userName: 'ada@X' },
    seen: { userName: 'ada@X' },
  },
])(
  '$says, when $when',
  ({ says, of = title, properties = { jobTitle: 'Lead' }, known = null, seen = null, more = {} }) => {
    const subject = {
      person: { id: sourceId('ada'), properties, managerId: null, directoryState: 'present' },
      isSoftDeleted: false,
      appRoles: [],
    } as const;
    const rules = { mappings: [of], actions: { create: true, update: true, delete: true }, filters: [] };
    const [attribute] = explainAttributes({
      mappings: [of],
      subject,
      surroundings: testSurroundings(),
      mapped: mapPerson(
        compileRules(rules, testSurroundings()),
        subject,
        bluejeans,
        known === null ? 'create' : 'update',
      ),
      leaving: false,
      seen: seen === null ? null : (path) => seen[path] ?? null,
      known,
      silent: false,
      profile: bluejeans,
      reference: () => ({ wanted: null, has: null, ready: false }),
      ...more,
    });
    expect(attribute?.verdict).toBe(says);
    expect(attribute === undefined ? null : differs(attribute)).toBe(says !== 'same' && says !== 'left-alone');
  },
);
