import { expect, test } from 'vitest';
import { jobName, openTestCompany } from './test-company';

/** A cycle works in slices of 400 people: nobody falls between two of them. */
test.each([1, 399, 400, 401, 801])(
  'with %d people the plan says what the cycle does, each gets one account, and each loses it',
  async (people) => {
    const company = await openTestCompany({ people, profile: 'scim', rules: 'none', empty: true, instant: true });
    try {
      const inScope = (await company.entra.people()).filter(({ properties }) => properties['accountEnabled'] !== false);
      const count = inScope.length;
      company.change((job) => ({ ...job, safety: { ...job.safety, deletionThreshold: null } }));
      const planned = await company.runner.plan(jobName, false);
      expect(planned).toMatchObject({ ok: true, value: { summary: { counts: { create: count } } } });
      const first = await company.sync();
      expect(first).toMatchObject({ state: 'succeeded', counts: { inScope: count, created: count, unchanged: 0 } });
      const names = (await company.scim.accounts()).map(({ userName }) => userName.toLowerCase());
      expect([names.length, new Set(names).size]).toEqual([count, count]);
      expect(await company.sync()).toMatchObject({ requests: { target: 0 }, counts: { unchanged: count } });
      for (const { id } of inScope) await company.entra.blockPerson(id);
      expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: count, inScope: 0 } });
      expect((await company.scim.accounts()).filter(({ active }) => active !== false)).toEqual([]);
      expect(company.database.all('SELECT * FROM intents')).toEqual([]);
      expect(company.database.all('SELECT * FROM removals')).toEqual([]);
    } finally {
      await company.close();
    }
  },
);
