import { describe, expect, test } from 'vitest';
import {
  buildResource,
  normaliseResource,
  parseTargetPath,
  readPath,
  sameTargetValue,
} from '../../../shared/mapping/target-path';
import type { PathValue, TargetValue } from '../../../shared/mapping/target-value';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const path = (attribute: string, more: object = {}) => ({ schema: null, attribute, filter: null, sub: null, ...more });

describe('a path', () => {
  test.each<[string, string, unknown]>([
    ['names an attribute', 'userName', path('userName')],
    ['names a part of one', 'name.givenName', path('name', { sub: 'givenName' })],
    [
      'chooses an element of a list',
      'emails[type eq "work"].value',
      path('emails', { filter: { attribute: 'type', value: 'work' }, sub: 'value' }),
    ],
    [
      'takes operators in any case and spaces anywhere',
      'emails[ type EQ "work" ]',
      path('emails', { filter: { attribute: 'type', value: 'work' } }),
    ],
    [
      'has JSON in its brackets, escapes included',
      'emails[type eq "a\\"]b"].value',
      path('emails', { filter: { attribute: 'type', value: 'a"]b' }, sub: 'value' }),
    ],
    [
      'takes Entra’s "True" for the boolean it means',
      'roles[primary eq "True"].value',
      path('roles', { filter: { attribute: 'primary', value: true }, sub: 'value' }),
    ],
    [
      'has its URN before the last colon, dots and all',
      `${enterprise}:department`,
      path('department', { schema: enterprise }),
    ],
    [
      'may go into an extension’s object',
      `${enterprise}:manager.value`,
      path('manager', { schema: enterprise, sub: 'value' }),
    ],
    ['needs no URN for the core schema', `${core}:userName`, path('userName')],
    [
      'with a colon in its filter still ends its URN before the bracket',
      'urn:x:2.0:User:tags[type eq "a:b"].value',
      path('tags', { schema: 'urn:x:2.0:User', filter: { attribute: 'type', value: 'a:b' }, sub: 'value' }),
    ],
  ])('%s', (_rule, text, expected) => expect(parseTargetPath(text)).toEqual(expected));

  test.each([
    '',
    'emails[type eq work].value',
    'emails[type eq "work"',
    'a.b.c',
    'emails[type co "w"].value',
    '1a',
    'a b',
    '',
    ' ',
    'name.',
    '.givenName',
    "emails[type eq 'work'].value",
    'emails[type eq work].value',
    'emails[].value',
    'emails[type eq "work" and primary eq true].value',
    '__proto__',
    'name.__proto__',
    enterprise,
    core,
    `${enterprise}:`,
  ])('%j is none', (text) => expect(parseTargetPath(text)).toBeNull());
});

const account = {
  id: 'a1',
  USERNAME: 'ada@oxbow.example',
  active: 'True',
  title: null,
  name: { givenName: 'Ada' },
  emails: [
    { type: 'home', value: 'home@oxbow.example' },
    { Type: 'Work', Value: 'work@oxbow.example', primary: true },
  ],
  phoneNumbers: [],
  roles: [{ primary: 'true', value: 'Admin' }],
  [enterprise.toUpperCase()]: { Department: 'Research', manager: { value: 'm1' } },
};

describe('what an account has', () => {
  test.each<[string, string, TargetValue | null]>([
    ['is read without regard to the case of its keys', 'userName', 'ada@oxbow.example'],
    ['is read from the chosen element', 'emails[type eq "work"].value', 'work@oxbow.example'],
    ['is the value of an element where the path ends at its bracket', 'emails[type eq "home"]', 'home@oxbow.example'],
    [
      'of a whole list is all its elements, with what they say beside their value',
      'emails',
      [
        { type: 'home', value: 'home@oxbow.example' },
        { type: 'Work', value: 'work@oxbow.example', primary: true },
      ],
    ],
    ['is no value where it is null', 'title', null],
    ['is no value where the list is empty', 'phoneNumbers', null],
    ['is no value where the element is missing', 'phoneNumbers[type eq "work"].value', null],
    ['is found below an extension’s URN in any case', `${enterprise}:department`, 'Research'],
    ['of a reference is the id', `${enterprise}:manager`, 'm1'],
    ['is found by a boolean that came as text', 'roles[primary eq "True"].value', 'Admin'],
    ['is as it was sent', 'active', 'True'],
  ])('%s', (_rule, text, expected) => expect(readPath(account, text)).toEqual(expected));

  test('comes in the standard’s shape after normalising, whatever it was sent as', () => {
    const sent = {
      'name.givenName': 'Ada',
      'name.familyName': 'King',
      active: 1,
      emails: [{ type: 'work', value: 'a@x', primary: 'True' }],
      [`${enterprise}:department`]: 'Research',
      [enterprise]: { costCenter: '7' },
      weight: '1',
    };
    expect(normaliseResource(sent)).toEqual({
      name: { givenName: 'Ada', familyName: 'King' },
      active: true,
      emails: [{ type: 'work', value: 'a@x', primary: true }],
      [enterprise]: { department: 'Research', costCenter: '7' },
      weight: '1',
    });
  });
});

describe('the body that creates an account', () => {
  const body = (values: readonly [string, TargetValue][]): unknown =>
    buildResource(values.map(([each, value]): PathValue => ({ path: each, value })));

  test.each<[string, readonly [string, TargetValue][], unknown]>([
    [
      'names the core schema alone where no extension is in it',
      [['userName', 'ada']],
      { schemas: [core], userName: 'ada' },
    ],
    [
      'names an extension that is in it',
      [
        ['userName', 'ada'],
        [`${enterprise}:department`, 'Research'],
        [`${enterprise}:manager.value`, 'm1'],
      ],
      {
        schemas: [core, enterprise],
        userName: 'ada',
        [enterprise]: { department: 'Research', manager: { value: 'm1' } },
      },
    ],
    [
      'has one element for mappings with one filter',
      [
        ['addresses[type eq "work"].locality', 'York'],
        ['addresses[type eq "work"].country', 'GB'],
      ],
      { schemas: [core], addresses: [{ type: 'work', locality: 'York', country: 'GB' }] },
    ],
    [
      'has exactly one primary address, the one at work before others',
      [
        ['emails[type eq "home"].value', 'h@x'],
        ['emails[type eq "work"].value', 'w@x'],
      ],
      {
        schemas: [core],
        emails: [
          { type: 'home', value: 'h@x' },
          { type: 'work', value: 'w@x', primary: true },
        ],
      },
    ],
    [
      'leaves out what is empty and what belongs to the service',
      [
        ['title', ''],
        ['roles', []],
        ['id', '7'],
        ['meta.version', '7'],
        ['groups', ['g']],
        ['userName', 'ada'],
      ],
      { schemas: [core], userName: 'ada' },
    ],
    ['has active as a boolean', [['active', 'False']], { schemas: [core], active: false }],
    [
      'makes objects of a plain list where the standard has objects',
      [['roles', ['Admin', 'User']]],
      { schemas: [core], roles: [{ value: 'Admin' }, { value: 'User' }] },
    ],
    [
      'has a real boolean for Entra’s [primary eq "True"]',
      [
        ['roles[primary eq "True"].value', 'Admin'],
        ['roles[primary eq "True"].display', 'Administrator'],
      ],
      { schemas: [core], roles: [{ primary: true, value: 'Admin', display: 'Administrator' }] },
    ],
  ])('%s', (_rule, values, expected) => expect(body(values)).toEqual(expected));
});

describe('two values', () => {
  test.each<[string, string, TargetValue, TargetValue, boolean, boolean]>([
    ['that differ in case alone are the same where case counts for nothing', 'userName', 'Ada@X', 'ada@x', false, true],
    ['that differ in case are different where it counts', 'externalId', 'A', 'a', true, false],
    ['of a boolean are the same as "True" and true', 'active', 'True', true, true, true],
    ['of a boolean are the same as "True" and "true"', 'active', 'True', 'true', true, true],
    ['of a boolean are different as 0 and true', 'active', 0, true, true, false],
    ['of a text stay different though they look like a boolean', 'title', 'True', 'true', true, false],
    ['of a list are the same in another order', 'roles', ['a', 'b'], ['b', 'a'], true, true],
    ['of a list are different with one more', 'roles', ['a'], ['a', 'b'], true, false],
    ['are the same in either form of Unicode', 'name.givenName', 'Zoe\u0308', 'Zo\u00eb', true, true],
  ])('%s', (_rule, at, a, b, caseExact, expected) => expect(sameTargetValue(at, a, b, caseExact)).toBe(expected));
});
