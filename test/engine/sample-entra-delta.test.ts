import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { oxbowId } from '../../electron/sample/company';
import { type Json, openTenant, readRound, type TenantUnderTest } from './sample-graph-client';

let under: TenantUnderTest;
beforeEach(async () => {
  under = await openTenant();
});
afterEach(() => under.close());

const select = '/users/delta?$select=displayName,jobTitle,businessPhones,accountEnabled,manager';
const minhAnh = oxbowId('minhanh.nguyen');
const teguh = oxbowId('teguh');
const ids = (objects: readonly Json[]) => objects.map((object) => String(object['id']));

/** What a second round tells after these changes. */
async function changesAfter(change: () => Promise<unknown>, path = select): Promise<Json[]> {
  const first = await readRound(under, path);
  await change();
  return (await readRound(under, first.deltaLink)).objects;
}

describe('the first round of users/delta', () => {
  test('tells of everybody with what was selected; what was never set is absent', async () => {
    const { objects, deltaLink } = await readRound(under, select);
    expect(objects).toHaveLength(41);
    expect(objects.find((object) => object['id'] === (teguh as unknown))).toEqual({
      displayName: 'Teguh',
      businessPhones: [],
      accountEnabled: true,
      id: teguh,
      'manager@delta': [{ '@odata.type': '#microsoft.graph.user', id: oxbowId('noor.vandenberg') }],
    });
    expect(objects.find((one) => one['id'] === (oxbowId('ingrid.solberg') as unknown))).not.toHaveProperty(
      'manager@delta',
    );
    expect(deltaLink).toContain('$deltatoken=');
  });

  test.each([
    [200, [200, 50]],
    [120, [120, 120, 10]],
  ])('comes in pages of the service’s own size, %i', async (deltaPageSize, sizes) => {
    const large = await openTenant({ people: 250 });
    await large.admin.behave({ deltaPageSize });
    const { pages, objects } = await readRound(large, '/users/delta?$select=id');
    expect(pages.map((page) => page.length)).toEqual(sizes);
    expect(new Set(ids(objects)).size).toBe(250);
    await large.close();
  });

  test.each(['$top=10', '$expand=manager', '$orderby=displayName'])('refuses %s', async (parameter) => {
    expect((await under.graph(`/users/delta?${parameter}`)).status).toBe(400);
  });

  test('can be limited to ids, and to nothing else', async () => {
    const one = await readRound(under, `/users/delta?$select=id&$filter=id eq '${teguh}'`);
    expect(ids(one.objects)).toEqual([teguh]);
    expect((await under.graph("/users/delta?$filter=surname eq 'Kim'")).status).toBe(400);
  });

  test('may begin with an empty page, repeat objects and tell of removed people, when the tenant so behaves', async () => {
    await under.admin.deletePerson('emma.smith');
    await under.admin.behave({
      deltaPageSize: 10,
      emptyFirstPage: true,
      repeatObjects: true,
      removedInFirstRound: true,
    });
    const { pages, objects } = await readRound(under, select);
    expect(pages[0]).toEqual([]);
    expect(objects.length).toBeGreaterThan(41);
    expect(new Set(ids(objects)).size).toBe(41);
    expect(objects).toContainEqual({ id: oxbowId('emma.smith'), '@removed': { reason: 'changed' } });
  });

  test('skips nobody when people are deleted while it is read', async () => {
    await under.admin.behave({ deltaPageSize: 10 });
    const first = await under.graph('/users/delta?$select=id');
    await under.admin.deletePersonForGood('ingrid.solberg');
    await under.admin.deletePerson('soren.kjaer');
    const rest = await readRound(under, String(first.json['@odata.nextLink']));
    const told = new Set([...ids(first.json['value'] as unknown as Json[]), ...ids(rest.objects)]);
    expect(told.size).toBe(41);
    expect((await readRound(under, rest.deltaLink)).objects).toEqual(
      expect.arrayContaining([
        { id: oxbowId('ingrid.solberg'), '@removed': { reason: 'deleted' } },
        { id: oxbowId('soren.kjaer'), '@removed': { reason: 'changed' } },
      ]),
    );
  });

  test('can start from now, without data', async () => {
    const { objects, deltaLink } = await readRound(under, '/users/delta?$select=jobTitle&$deltatoken=latest');
    expect(objects).toEqual([]);
    await under.admin.updatePerson('teguh', { jobTitle: 'Driver' });
    expect((await readRound(under, deltaLink)).objects).toMatchObject([{ id: teguh, jobTitle: 'Driver' }]);
  });
});

describe('a later round', () => {
  test('is empty when nothing changed', async () => {
    expect(await changesAfter(async () => undefined)).toEqual([]);
  });

  test('tells all selected properties of whoever changed', async () => {
    expect(await changesAfter(() => under.admin.updatePerson('teguh', { jobTitle: 'Driver' }))).toEqual([
      { id: teguh, displayName: 'Teguh', jobTitle: 'Driver', businessPhones: [], accountEnabled: true },
    ]);
  });

  test('tells only the changed ones when minimal is preferred', async () => {
    const first = await readRound(under, select);
    await under.admin.updatePerson('teguh', { jobTitle: 'Driver' });
    const { objects } = await readRound(under, first.deltaLink, { headers: { prefer: 'return=minimal' } });
    expect(objects).toEqual([{ id: teguh, jobTitle: 'Driver' }]);
  });

  test.each([
    ['a property that was not selected', () => under.admin.updatePerson('teguh', { city: 'Bandung' }), select],
    ['a property set to what it is', () => under.admin.updatePerson('teguh', { displayName: 'Teguh' }), select],
    ['a manager that was not selected', () => under.admin.setManager('teguh', 'rosa.delgado'), '/users/delta'],
    ['a group', () => under.admin.removeMember('Contractors', 'emma.smith'), select],
  ])('does not surface a change of %s', async (_case, change, path) => {
    expect(await changesAfter(change, path)).toEqual([]);
  });

  test.each<[string, () => Promise<unknown>, Json]>([
    [
      'somebody created',
      async () => {
        await under.admin.createPerson({ userPrincipalName: 'new@oxbow.example' });
        await under.admin.setManager('new', 'teguh');
      },
      { accountEnabled: true, 'manager@delta': [{ id: teguh }] } as unknown as Json,
    ],
    [
      'somebody blocked',
      () => under.admin.blockPerson('teguh'),
      { id: teguh, accountEnabled: false } as unknown as Json,
    ],
    [
      'a cleared property',
      () => under.admin.updatePerson('minhanh.nguyen', { jobTitle: null }),
      { id: minhAnh, jobTitle: null } as unknown as Json,
    ],
    [
      'a soft-deleted person',
      () => under.admin.deletePerson('teguh'),
      { id: teguh, '@removed': { reason: 'changed' } } as unknown as Json,
    ],
    [
      'a person deleted for good',
      () => under.admin.deletePersonForGood('teguh'),
      { id: teguh, '@removed': { reason: 'deleted' } } as unknown as Json,
    ],
    [
      'a new manager, and that the old one is one no more',
      () => under.admin.setManager('minhanh.nguyen', 'zeynep.yilmaz'),
      {
        id: minhAnh,
        'manager@delta': [
          { id: oxbowId('soren.kjaer'), '@removed': { reason: 'deleted' } },
          { id: oxbowId('zeynep.yilmaz') },
        ],
      } as unknown as Json,
    ],
    [
      'a manager taken away',
      () => under.admin.setManager('minhanh.nguyen', null),
      { id: minhAnh, 'manager@delta': [{ '@removed': { reason: 'deleted' } }] } as unknown as Json,
    ],
  ])('tells of %s', async (_case, change, expected) => {
    const objects = await changesAfter(change);
    expect(objects).toHaveLength(1);
    expect(objects[0]).toMatchObject(expected);
  });

  test('tells of a restored person without any annotation', async () => {
    await under.admin.deletePerson('teguh');
    const objects = await changesAfter(() => under.admin.restorePerson('teguh'));
    expect(objects).toHaveLength(1);
    expect(objects[0]).toMatchObject({ id: teguh, displayName: 'Teguh' });
    expect(objects[0]).not.toHaveProperty('@removed');
  });

  test('tells the reports of a deleted manager that they have none', async () => {
    const objects = await changesAfter(() => under.admin.deletePerson('grace.okafor'));
    expect(ids(objects)).toEqual([oxbowId('grace.okafor'), oxbowId('ivana.horvatic'), oxbowId('aoife.oconnell')]);
  });

  test('tells of changes made while the round before was read', async () => {
    await under.admin.behave({ deltaPageSize: 20 });
    const first = await under.graph('/users/delta?$select=jobTitle');
    await under.admin.updatePerson('ingrid.solberg', { jobTitle: 'Chair' });
    const rest = await readRound(under, String(first.json['@odata.nextLink']));
    const next = await readRound(under, rest.deltaLink);
    expect(next.objects).toMatchObject([{ id: oxbowId('ingrid.solberg'), jobTitle: 'Chair' }]);
  });

  test('can be asked for again with the same link, and tells the same', async () => {
    const first = await readRound(under, select);
    await under.admin.updatePerson('teguh', { jobTitle: 'Driver' });
    const once = await readRound(under, first.deltaLink);
    const twice = await readRound(under, first.deltaLink);
    expect(twice.objects).toEqual(once.objects);
  });
});

describe('an expired delta token', () => {
  test.each([
    ['gone', 410, 'syncStateNotFound'],
    ['sync-state-not-found', 400, 'syncStateNotFound'],
    ['resync-required', 410, 'resyncRequired'],
  ] as const)('is answered as %s with %i', async (form, status, code) => {
    const { deltaLink } = await readRound(under, select);
    await under.admin.expireDeltaTokens(form);
    const answer = await under.graph(deltaLink);
    expect(answer).toMatchObject({ status, json: { error: { code } } });
    if (form === 'gone') {
      const location = String(answer.headers['location']);
      expect(location).toMatch(/\$?deltatoken=$/);
      expect((await readRound(under, location)).objects).toEqual((await readRound(under, select)).objects);
    }
  });

  test('is not the same as a token that never was one', async () => {
    const answer = await under.graph('/users/delta?$deltatoken=abc');
    expect(answer).toMatchObject({ status: 400, json: { error: { code: 'Request_BadRequest' } } });
  });
});

describe('groups/delta', () => {
  const path = '/groups/delta?$select=displayName,members';
  const contractors = () => under.admin.groups().then((groups) => groups.find((one) => one.name === 'Contractors')?.id);

  test('tells the members of a large group in parts of the same object', async () => {
    await under.admin.behave({ memberPartSize: 10, deltaPageSize: 2 });
    const { objects } = await readRound(under, path);
    const users = objects.filter((object) => object['id'] === objects[0]?.['id']);
    expect(users).toHaveLength(4);
    expect(users.flatMap((part) => part['members@delta'] as unknown as Json[])).toHaveLength(33);
    expect(users[1]).not.toHaveProperty('displayName');
  });

  test('can be limited to the groups that matter', async () => {
    const { objects } = await readRound(under, `${path}&$filter=id eq '${await contractors()}'`);
    expect(objects).toMatchObject([{ displayName: 'Contractors' }]);
  });

  test.each<[string, () => Promise<unknown>, Json]>([
    [
      'a member who joined',
      () => under.admin.addMember('Contractors', 'teguh'),
      { displayName: 'Contractors', 'members@delta': [{ '@odata.type': '#microsoft.graph.user', id: teguh }] } as never,
    ],
    [
      'a member who left',
      () => under.admin.removeMember('Contractors', 'duc.ho'),
      { 'members@delta': [{ id: oxbowId('duc.ho'), '@removed': { reason: 'deleted' } }] } as never,
    ],
    [
      'a member who was deleted',
      () => under.admin.deletePerson('duc.ho'),
      { 'members@delta': [{ id: oxbowId('duc.ho'), '@removed': { reason: 'deleted' } }] } as never,
    ],
    [
      'a new name',
      () => under.admin.renameGroup('Contractors', 'Freelancers'),
      { displayName: 'Freelancers' } as never,
    ],
    [
      'its end, at once',
      () => under.admin.deleteGroup('BlueJeans Users'),
      { '@removed': { reason: 'deleted' } } as never,
    ],
  ])('tells of %s', async (_case, change, expected) => {
    const objects = await changesAfter(change, path);
    expect(objects).toHaveLength(1);
    expect(objects[0]).toMatchObject(expected);
  });
});
