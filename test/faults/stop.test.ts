import { expect, test } from 'vitest';
import { openRunner } from '../../electron/schedule/runner';
import { valueOrThrow } from '../../shared/outcome';
import { until } from '../engine/built-command-line';
import { jobName, openTestCompany } from '../engine/test-company';

/** A cycle that is stopped, or cut off because the process quits, wherever it is: the next one makes up for all of it. */
const places = [
  { side: 'entra', match: { pathIncludes: '/oauth2/' } },
  { side: 'entra', match: { pathIncludes: '/users/delta' } },
  { side: 'scim', match: { method: 'GET' } },
  { side: 'scim', match: { method: 'GET' }, after: 20 },
  { side: 'scim', match: { method: 'POST' } },
  { side: 'scim', match: { method: 'POST' }, after: 25 },
  { side: 'scim', match: { method: 'PATCH' } },
  { side: 'scim', match: { method: 'PATCH' }, after: 4 },
] as const;

test.each(
  places.flatMap((place) => [
    { ...place, ends: 'is stopped' as const, place: JSON.stringify(place.match) },
    { ...place, ends: 'is cut off' as const, place: JSON.stringify(place.match) },
  ]),
)('a cycle that $ends at $side $place: the next one makes up for it', async ({ side, match, ends, ...rest }) => {
  const company = await openTestCompany({ people: 40, profile: 'scim', rules: 'none', empty: true, instant: true });
  try {
    const people = (await company.entra.people()).map(({ id }) => id).sort();
    const [boss = '', ...others] = people;
    for (const person of others.slice(0, 10)) await company.entra.setManager(person, boss);
    const [leaver = ''] = others.slice(-1);
    const inScope = (await company.entra.people()).filter(({ properties }) => properties['accountEnabled'] !== false);
    await company[side].injectFault({
      kind: 'slow-answer',
      match,
      delayMs: ends === 'is stopped' ? 150 : 600_000,
      ...('after' in rest ? { after: rest.after } : {}),
    });
    const running = company.runner.cycle(jobName, { full: false, approve: true, trigger: 'admin' });
    await until('the place is reached', async () =>
      (await company[side].recording()).some(({ fault }) => fault === 'slow-answer'),
    );
    if (ends === 'is stopped') company.runner.stop(jobName);
    else await company.runner.shutDown(0);
    expect(await running).toMatchObject({ ok: true, value: { state: 'stopped', counts: { failed: 0 } } });
    if (ends === 'is stopped') expect(company.database.all('SELECT * FROM intents')).toEqual([]);
    await company[side].clearFaults();

    await company.entra.blockPerson(leaver);
    const next = openRunner(company.engine);
    const cycle = valueOrThrow(await next.cycle(jobName, { full: false, approve: true, trigger: 'admin' }));
    expect(cycle).toMatchObject({ state: 'succeeded', counts: { failed: 0, inScope: inScope.length - 1 } });
    const accounts = await company.scim.accounts();
    expect(new Set(accounts.map(({ userName }) => userName.toLowerCase())).size).toBe(accounts.length);
    expect(accounts.filter(({ active }) => active !== false)).toHaveLength(inScope.length - 1);
    expect(company.database.all('SELECT * FROM intents')).toEqual([]);
    expect(company.database.all('SELECT * FROM removals')).toEqual([]);
    const third = valueOrThrow(await next.cycle(jobName, { full: true, approve: true, trigger: 'admin' }));
    expect(third).toMatchObject({ state: 'succeeded', counts: { created: 0, updated: 0, disabled: 0, enabled: 0 } });
  } finally {
    await company.close();
  }
});
