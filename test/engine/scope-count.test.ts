import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHandlers } from '../../electron/ipc/create-handlers';
import { openDesk } from '../../electron/ipc/desk';
import type { ResponseOf } from '../../shared/ipc/contract';
import type { DraftGroup, DraftScope } from '../../shared/ipc/scope-calls';
import { jobName as job, openTestCompany, type TestCompany } from './test-company';

type Handlers = ReturnType<typeof createHandlers>;

const handlersOf = (company: TestCompany): Handlers =>
  createHandlers(
    openDesk(company.engine, company.runner, () => undefined),
    {
      startSample: () => Promise.reject(new Error('Not here')),
      chooseFile: () => Promise.resolve(null),
      askWhichFiles: () => Promise.resolve([]),
    },
  );

const where = (name: string, ...clauses: readonly (readonly [string, string, ...string[]])[]): DraftGroup => ({
  name,
  clauses: clauses.map(([attribute, operator, ...values]) => ({ attribute, operator, values })),
});
const sales = where('Sales people', ['department', 'EQUALS', 'Sales']);

const counter = (handlers: Handlers) => {
  const saved = async (): Promise<DraftScope> => (await handlers['scope.get']({ job })).scope;
  const ask = async (change: Partial<DraftScope>, search = '', offset = 0, limit = 200) =>
    handlers['scope.count']({ job, scope: { ...(await saved()), ...change }, search, offset, limit });
  const count = async (change: Partial<DraftScope>, search = '') => {
    const { counted, faults, problem } = await ask(change, search);
    if (counted === null) throw new Error(problem?.title ?? JSON.stringify(faults));
    return counted;
  };
  return { saved, ask, count };
};

describe('an edited scope is counted over everybody before it is saved', () => {
  let company: TestCompany;
  let handlers: Handlers;
  let scope: ReturnType<typeof counter>;
  beforeAll(async () => {
    company = await openTestCompany();
    handlers = handlersOf(company);
    scope = counter(handlers);
  });
  afterAll(() => company.close());

  test('before anybody was read, Microsoft Entra ID is asked, and nothing of it is kept', async () => {
    expect(await scope.count({})).toMatchObject({ people: 41, inScope: 38, outOfScope: 3, readAt: null, disabled: 0 });
    expect(company.database.all('SELECT id FROM people')).toEqual([]);
  });

  test('without a change nobody moves, and it is counted from the ledger alone', async () => {
    await company.sync();
    await company.entra.forgetRequests();
    const counted = await scope.count({});
    expect(counted).toMatchObject({
      people: 41,
      inScope: 38,
      outOfScope: 3,
      before: { inScope: 38, outOfScope: 3 },
      comesIn: 0,
      leaves: 0,
      disabled: 0,
      held: false,
      ways: { direct: 3, groups: 2 },
      matching: 41,
    });
    expect(counted.readAt).not.toBeNull();
    expect(await company.entra.recording()).toEqual([]);
  });

  test('who is out is told why, found by a part of the name', async () => {
    const { rows, matching } = await scope.count({}, 'MARCHAND');
    expect(matching).toBe(1);
    expect(rows).toMatchObject([{ name: 'Élodie Marchand', inScope: false, reason: 'Sign-in is blocked in Entra ID' }]);
    const tomas = await scope.count({}, 'suilleabhain');
    expect(tomas.rows).toMatchObject([{ moves: null, reason: 'Not assigned to the application' }]);
  });

  test('a filter tells who leaves, whose account would be disabled, and who has no value', async () => {
    const { counted, faults } = await scope.ask({ filters: [sales] });
    expect(counted?.before).toEqual({ inScope: 38, outOfScope: 3 });
    expect(counted?.comesIn).toBe(0);
    const inSales = counted?.inScope ?? 0;
    expect(counted?.leaves).toBe(38 - inSales);
    const leavers = counted?.rows.filter(({ moves }) => moves === 'out') ?? [];
    expect(leavers).toHaveLength(38 - inSales);
    expect(leavers.filter(({ disabled }) => disabled)).toHaveLength(counted?.disabled ?? 0);
    // Those whose access goes stand first.
    expect(counted?.rows[0]).toMatchObject({ moves: 'out', disabled: true });
    expect(leavers.every(({ reason }) => reason.includes('(EQUALS “Sales”)'))).toBe(true);
    const empty = leavers.filter(({ reason }) => reason.includes('department is empty')).length;
    expect(empty).toBeGreaterThan(0);
    expect(faults).toEqual([
      {
        list: 'filters',
        group: 0,
        clause: 0,
        part: 'operand',
        suggestion: null,
        message: `department is empty for ${empty === 1 ? '1 person' : `${empty} people`}; they fail this condition.`,
        severity: 'note',
      },
    ]);
  });

  test('more than the limit would be held', async () => {
    company.change((one) => ({ ...one, safety: { ...one.safety, deletionThreshold: 5 } }));
    expect(await scope.count({ filters: [sales] })).toMatchObject({ held: true });
    company.change((one) => ({ ...one, safety: { ...one.safety, deletionThreshold: 500 } }));
    expect(await scope.count({ filters: [sales] })).toMatchObject({ held: false });
  });

  test('whoever is on hold or protected keeps the account', async () => {
    const { disabled, rows } = await scope.count({ filters: [sales] });
    const [one, other] = rows;
    if (one === undefined || other === undefined) throw new Error('Nobody would be disabled');
    await handlers['holds.put']({ job, personId: one.personId, reason: 'ask first' });
    await handlers['protected.set']({ job, personId: other.personId, isProtected: true });
    const counted = await scope.count({ filters: [sales] });
    expect(counted.disabled).toBe(disabled - 2);
    await handlers['holds.release']({ job, personId: one.personId });
    await handlers['protected.set']({ job, personId: other.personId, isProtected: false });
  });

  test('everyone in the directory comes in, save who is blocked', async () => {
    const counted = await scope.count({ mode: 'all' });
    expect(counted).toMatchObject({ inScope: 40, outOfScope: 1, comesIn: 2, leaves: 0 });
    expect(counted.rows.slice(0, 2).map(({ name, moves }) => [name, moves])).toEqual([
      [expect.any(String), 'in'],
      [expect.any(String), 'in'],
    ]);
  });

  test('members of other groups are asked of Microsoft Entra ID, once each, with nested ones', async () => {
    const groups = await company.entra.groups();
    const idOf = (wanted: string) => groups.find(({ name }) => name === wanted)?.id ?? '';
    await company.entra.forgetRequests();
    const contractors = await scope.count({ mode: 'groups', groupIds: [idOf('Contractors')] });
    expect(contractors).toMatchObject({ inScope: 5, comesIn: 1, leaves: 34 });
    expect(contractors.rows.find(({ moves }) => moves === 'in')).toMatchObject({
      name: 'Tomás Ó Súilleabháin',
      reason: 'Assigned through the group Contractors > Field contractors, comes in',
    });
    const asked = (await company.entra.recording()).length;
    await scope.count({ mode: 'groups', groupIds: [idOf('Contractors')], filters: [sales] });
    expect(await company.entra.recording()).toHaveLength(asked);
    const both = await scope.count({ mode: 'groups', groupIds: [idOf('Contractors'), idOf('BlueJeans Users')] });
    expect(both.inScope).toBeGreaterThan(30);
    const after = await company.entra.recording();
    expect(after.slice(asked).some(({ url }) => url.includes(idOf('Contractors')))).toBe(false);
  });

  test('an attribute that no rule used so far is asked of Microsoft Entra ID', async () => {
    await company.entra.forgetRequests();
    const counted = await scope.count({ filters: [where('', ['usageLocation', 'IS NOT NULL'])] });
    expect(counted.inScope).toBeLessThan(38);
    expect((await company.entra.recording()).some(({ url }) => url.includes('usageLocation'))).toBe(true);
  });

  test('while Microsoft Entra ID refuses, what the ledger knows is counted, and nothing is made up of the rest', async () => {
    await company.entra.injectFault({ kind: 'unauthorized', times: 50 });
    expect(await scope.count({ filters: [sales] })).toMatchObject({ people: 41 });
    const other = await scope.ask({ servicePrincipalId: '00000000-0000-4000-8000-000000000000' });
    expect(other).toMatchObject({ counted: null, problem: { title: expect.stringMatching(/./) } });
    await company.entra.clearFaults();
  });

  test('a wrong condition is told at its place, and nothing is counted', async () => {
    expect(await scope.ask({ filters: [sales, where('b', ['department', 'REGEX MATCH', '('])] })).toMatchObject({
      counted: null,
      faults: [{ list: 'filters', group: 1, clause: 0, severity: 'error' }],
      problem: null,
    });
  });

  test('a newer count ends an older one', async () => {
    const [older, newer] = await Promise.all([
      scope.ask({ filters: [sales] }),
      scope.ask({ filters: [where('x', ['department', 'EQUALS', 'Field'])] }),
    ]);
    expect(older.counted).toBeNull();
    expect(newer.counted?.people).toBe(41);
  });

  test('saved, the next plan disables exactly those who were counted; unsaved parts of the schema stay', async () => {
    const before = company.engine.settings.read().jobs[job];
    const counted = await scope.count({ filters: [sales] });
    const wanted = counted.rows.filter(({ disabled }) => disabled).map(({ personId }) => personId);
    expect(await handlers['scope.save']({ job, scope: { ...(await scope.saved()), filters: [sales] } })).toEqual({
      saved: true,
      faults: [],
      problem: null,
    });
    expect((await scope.saved()).filters).toEqual([sales]);
    expect(company.engine.settings.read().jobs[job]?.schema).toEqual(before?.schema);
    expect(company.engine.settings.read().jobs[job]?.scope.filters).toEqual([
      {
        name: 'Sales people',
        clauses: [{ sourceOperandName: 'department', operatorName: 'EQUALS', targetOperand: { values: ['Sales'] } }],
      },
    ]);
    await handlers['plan.make']({ job, full: false });
    const plan = await handlers['plan.rows']({ job, action: 'disable', text: '', offset: 0, limit: 200 });
    expect(plan.rows.map(({ sourceId }) => sourceId).sort()).toEqual([...wanted].sort());
    // And back: as if nothing had been.
    await handlers['scope.save']({ job, scope: { ...(await scope.saved()), filters: [] } });
    expect(company.engine.settings.read().jobs[job]?.scope).toEqual(before?.scope);
  });

  test('filters of the schema are edited where they stand, and both must let a person in', async () => {
    await handlers['scope.save']({ job, scope: { ...(await scope.saved()), schemaFilters: [sales] } });
    expect((await scope.saved()).schemaFilters).toEqual([sales]);
    const counted = await scope.count({ filters: [where('', ['jobTitle', 'Includes', 'director'])] });
    expect(counted.inScope).toBe(1);
    await handlers['scope.save']({ job, scope: { ...(await scope.saved()), schemaFilters: [] } });
    expect((await scope.saved()).schemaFilters).toEqual([]);
  });

  test('a wrong scope is not saved', async () => {
    const wrong = { ...(await scope.saved()), filters: [where('x', ['nothing', 'EQUALS', 'x'])] };
    expect(await handlers['scope.save']({ job, scope: wrong })).toMatchObject({
      saved: false,
      faults: [{ severity: 'error' }],
    });
    expect((await scope.saved()).filters).toEqual([]);
  });
});

describe('ten thousand people', () => {
  let company: TestCompany;
  let handlers: Handlers;
  beforeAll(async () => {
    company = await openTestCompany({ people: 10_000, instant: true });
    handlers = handlersOf(company);
    await company.sync();
  }, 120_000);
  afterAll(() => company.close());

  test('are counted while the process stays free for others, and turned page by page without counting again', async () => {
    const { ask } = counter(handlers);
    let turns = 0;
    let counting = true;
    const tick = (): void => {
      turns += 1;
      if (counting) setImmediate(tick);
    };
    setImmediate(tick);
    const filters = [where('Sales people', ['department', 'EQUALS', 'Sales'])];
    const first: ResponseOf<'scope.count'> = await ask({ filters }, '', 0, 100);
    counting = false;
    // A slice at a time: everything else had its turn in between.
    expect(turns).toBeGreaterThanOrEqual(40);
    expect(first.counted).toMatchObject({ people: 10_000, before: { inScope: 10_000 } });
    expect(first.counted?.leaves).toBe(first.counted?.outOfScope);
    const second = await ask({ filters }, '', 100, 100);
    const ids = [...(first.counted?.rows ?? []), ...(second.counted?.rows ?? [])].map(({ personId }) => personId);
    expect(new Set(ids).size).toBe(200);
  });
});
