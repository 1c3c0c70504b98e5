import { afterEach, describe, expect, test } from 'vitest';
import { readFact } from '../../electron/ledger/facts';
import type { JobSettings } from '../../shared/settings/settings';
import { openTestCompany, type TestCompany, type TestCompanyOptions } from './test-company';

/** Where reading goes on: nothing that changes is missed, and no more is read than has to be. */
const people = 25;
let company: TestCompany;
const open = async (more: TestCompanyOptions = {}) => {
  company = await openTestCompany({
    people,
    profile: 'scim',
    rules: 'none',
    empty: true,
    instant: true,
    skipsWaits: true,
    ...more,
  });
};
afterEach(() => company.close());

const ids = async () => (await company.entra.people()).map(({ id }) => id);
const routes = async () => (await company.entra.requests()).byRoute;

describe('a change in the middle of a read', () => {
  /** Ten on a page; before the second is answered, somebody of the first and somebody of the last page change. */
  const changeInTheMiddle = async (begin: () => Promise<unknown>) => {
    let changed: readonly string[] = [];
    const all = async () => {
      if (changed.length > 0) return;
      const known = await ids();
      changed = [known[0] ?? '', known[people - 1] ?? ''];
      for (const id of changed) await company.entra.updatePerson(id, { displayName: `Changed ${id.slice(0, 8)}` });
    };
    await open({ meanwhile: () => all() });
    await company.entra.behave({ deltaPageSize: 10 });
    await begin();
    await company.entra.injectFault({ kind: 'throttled', retryAfter: 1, match: { pathIncludes: '$skiptoken' } });
    const cycle = await company.sync(true);
    expect(changed).toHaveLength(2);
    return { cycle, changed };
  };
  const named = async (id: string) =>
    (await company.scim.accounts()).filter((account) => account['displayName'] === `Changed ${id.slice(0, 8)}`).length;

  test.each([
    { when: 'of everybody for the first time', begin: async () => {} },
    { when: 'of everybody again', begin: () => company.sync() },
  ])('$when is seen in the next cycle at the latest, and never missed', async ({ begin }) => {
    const { cycle, changed } = await changeInTheMiddle(begin);
    expect(cycle).toMatchObject({ state: 'succeeded', counts: { imported: people } });
    const next = await company.sync();
    // Both are read again, also the one whose change this cycle saw already: twice, and never not at all.
    expect(next).toMatchObject({ state: 'succeeded', kind: 'incremental', counts: { imported: 2 } });
    for (const id of changed) expect(await named(id)).toBe(1);
    expect((await company.sync()).counts.imported).toBe(0);
  });
});

describe('a watermark that Microsoft Entra ID no longer takes', () => {
  test.each(['gone', 'sync-state-not-found', 'resync-required'] as const)(
    '(%s) turns into a check of everyone by itself, and the cycle says why',
    async (form) => {
      await open();
      await company.sync();
      const before = readFact(company.database, 'read-in-full-at');
      const [changed] = await ids();
      await company.entra.updatePerson(changed ?? '', { displayName: 'Somebody Else' });
      await company.entra.expireDeltaTokens(form);
      company.pass(60_000);
      const cycle = await company.sync();
      expect(cycle).toMatchObject({
        state: 'succeeded',
        kind: 'initial',
        problem: null,
        counts: { imported: people, updated: 1, created: 0 },
      });
      expect(cycle.why).toBe(
        'Everyone is read again because Microsoft Entra ID no longer knows where Inseam stopped reading.',
      );
      expect(company.rows(cycle)[0]?.steps[0]?.text).toContain('reported a change');
      expect(readFact(company.database, 'read-in-full-at')).not.toBe(before);
      expect(await company.sync()).toMatchObject({ kind: 'incremental', why: null, counts: { imported: 0 } });
    },
  );
});

describe('when the rules change', () => {
  const reads = async (change: (job: JobSettings) => JobSettings) => {
    await open();
    await company.sync();
    await company.sync();
    await company.entra.forgetRequests();
    await company.scim.forgetRequests();
    company.change(change);
    const cycle = await company.sync();
    const first = (await company.entra.recording()).filter(
      ({ url }) => url.includes('/users/delta') && !url.includes('token='),
    );
    return { cycle, inFull: first.length, target: (await company.scim.requests()).byRoute };
  };
  /** The mapping of one attribute, replaced in the schema's JSON. */
  const mapTitleTo = (expression: string) => (job: JobSettings) => ({
    ...job,
    schema: JSON.parse(JSON.stringify(job.schema), (_key, value: unknown) =>
      typeof value === 'object' &&
      value !== null &&
      'targetAttributeName' in value &&
      value.targetAttributeName === 'title'
        ? { ...value, source: { type: 'Function', name: 'x', expression, parameters: [] } }
        : value,
    ) as unknown,
  });

  test('everybody is decided on again from what is known: nothing is read in full, only what differs is sent', async () => {
    const { cycle, inFull, target } = await reads(mapTitleTo('ToUpper([jobTitle], )'));
    expect(cycle).toMatchObject({ state: 'succeeded', kind: 'initial', counts: { imported: 0 } });
    expect(cycle.why).toBe('Everyone is checked again because the mapping or the scope changed.');
    expect(inFull).toBe(0);
    expect(cycle.counts.updated).toBeGreaterThan(0);
    // No account is looked for and none is read.
    expect(Object.keys(target).filter((route) => route.includes('/Users'))).toEqual([expect.stringMatching(/^PATCH /)]);
    const bodies = (await company.scim.recording()).flatMap(({ method, body }) =>
      method === 'PATCH' ? (body ?? '') : [],
    );
    expect(bodies).toHaveLength(cycle.counts.updated);
    for (const body of bodies) expect(body.match(/"path"/g)).toHaveLength(1);
    for (const body of bodies) expect(body).toContain('title');
  });

  test('and where a property is needed that was never read, everybody is read once', async () => {
    const { cycle, inFull } = await reads(mapTitleTo('[postalCode]'));
    expect(cycle).toMatchObject({ state: 'succeeded', kind: 'initial', counts: { imported: people } });
    expect(inFull).toBe(1);
  });

  test('a scope that lets fewer in takes access away without reading everybody', async () => {
    const { cycle, inFull } = await reads((job) => ({
      ...job,
      safety: { ...job.safety, deletionThreshold: null },
      scope: {
        ...job.scope,
        filters: [
          {
            name: 'all others',
            clauses: [
              {
                sourceOperandName: 'displayName',
                operatorName: 'REGEX MATCH',
                targetOperand: { values: ['^[A-B]'] },
              },
            ],
          },
        ],
      },
    }));
    expect({ inFull, imported: cycle.counts.imported }).toEqual({ inFull: 0, imported: 0 });
    expect(cycle.counts.disabled).toBeGreaterThan(0);
  });
});

test('requests of an ordinary quiet cycle are one for people', async () => {
  await open();
  await company.sync();
  await company.entra.forgetRequests();
  await company.sync();
  const asked = Object.entries(await routes()).filter(([route]) => route.includes('/users'));
  expect(asked).toEqual([[expect.stringContaining('/users/delta'), 1]]);
});
