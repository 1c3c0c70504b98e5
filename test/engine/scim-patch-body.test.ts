import { describe, expect, test } from 'vitest';
import { mergeResource } from '../../electron/scim/merge-resource';
import { type PatchDialect, patchBody, planPatch } from '../../electron/scim/patch-body';
import { targetId } from '../../shared/ids';
import type { ScimResource, TargetValue } from '../../shared/mapping/target-value';
import { readTable } from '../tables/read-table';

interface Row {
  readonly name: string;
  readonly dialect?: Partial<PatchDialect>;
  readonly otherForm?: boolean;
  readonly current: ScimResource | null;
  readonly changes: readonly (readonly [string, TargetValue | null, TargetValue | null])[];
  readonly references?: readonly (readonly [string, string | null, string | null])[];
  readonly operations: readonly unknown[];
}

const rows = readTable('patches') as readonly Row[];
const idOrNull = (id: string | null) => (id === null ? null : targetId(id));
const standard: PatchDialect = { opCase: 'lower', valuePath: true, activeAs: 'boolean', referenceAs: 'object' };

describe('the PATCH of a user', () => {
  test.each(rows)('$name', ({ dialect, otherForm, current, changes, references = [], operations }) => {
    const planned = planPatch({
      changes: changes.map(([path, from, to]) => ({ path, from, to })),
      references: references.map(([path, from, to]) => ({ path, from: idOrNull(from), to: idOrNull(to) })),
      current,
      dialect: { ...standard, ...dialect },
      otherForm: otherForm ?? false,
    });
    const expected = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations };
    expect(JSON.stringify(patchBody(planned))).toBe(JSON.stringify(expected));
  });

  test.each(rows)(
    'tells of each operation which attributes it carries: $name',
    ({ changes, references = [], current, dialect }) => {
      const planned = planPatch({
        changes: changes.map(([path, from, to]) => ({ path, from, to })),
        references: references.map(([path, from, to]) => ({ path, from: idOrNull(from), to: idOrNull(to) })),
        current,
        dialect: { ...standard, ...dialect },
      });
      const carried = planned.flatMap(({ paths }) => paths);
      expect(new Set(carried).size).toBe(carried.length);
      expect(planned.every(({ paths }) => paths.length > 0)).toBe(true);
    },
  );
});

describe('the PUT of a user', () => {
  const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
  const current: ScimResource = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:vendor:1.0:User'],
    id: '1',
    UserName: 'ada',
    nickName: null,
    groups: [{ value: 'g' }],
    meta: { version: '7' },
    emails: [{ type: 'home', value: 'h@x' }],
    name: { givenName: 'Ada', middleName: 'Byron' },
    'urn:vendor:1.0:User': { seat: '12' },
    shoeSize: 38,
  };

  test('keeps what nobody here manages, strips what belongs to the service, and names a new extension', () => {
    const body = mergeResource(
      current,
      [
        { path: 'userName', from: 'ada', to: 'ada.king' },
        { path: 'name.givenName', from: 'Ada', to: 'Augusta' },
        { path: 'emails[type eq "work"].value', from: null, to: 'w@x' },
        { path: `${enterprise}:department`, from: null, to: 'Research' },
        { path: 'shoeSize', from: 38, to: null },
      ],
      [{ path: `${enterprise}:manager`, from: null, to: targetId('m1') }],
      { activeAs: 'boolean', referenceAs: 'object' },
    );
    expect(body).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:vendor:1.0:User', enterprise],
      id: '1',
      UserName: 'ada.king',
      emails: [
        { type: 'home', value: 'h@x' },
        { type: 'work', value: 'w@x' },
      ],
      name: { givenName: 'Augusta', middleName: 'Byron' },
      'urn:vendor:1.0:User': { seat: '12' },
      [enterprise]: { department: 'Research', manager: { value: 'm1' } },
    });
    expect(current['UserName']).toBe('ada');
  });
});

describe('something added to a list', () => {
  const change = { path: 'roles', from: ['Admin'], to: ['Admin', 'Editor'], added: ['Editor'] };

  test('is an add of that alone', () => {
    const planned = planPatch({ changes: [change], references: [], current: null, dialect: standard });
    expect(planned).toEqual([
      { operation: { op: 'add', path: 'roles', value: [{ value: 'Editor' }] }, paths: ['roles'] },
    ]);
  });

  test('leaves in a whole resource what the account has by now', () => {
    const current = { userName: 'ada', roles: [{ value: 'Admin' }, { value: 'By hand', type: 'x' }] };
    expect(mergeResource(current, [change], [], standard)).toMatchObject({
      roles: [{ value: 'Admin' }, { value: 'By hand', type: 'x' }, { value: 'Editor' }],
    });
  });
});
