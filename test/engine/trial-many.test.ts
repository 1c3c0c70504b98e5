import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { surroundingsAt } from '../../electron/cycle/surroundings-at';
import { type TrialWatch, tryRules } from '../../electron/cycle/try-rules';
import { saveLink } from '../../electron/ledger/links';
import { type Ledger, openLedger } from '../../electron/ledger/open-ledger';
import { recordRead } from '../../electron/ledger/people';
import { madeUpPeople } from '../../electron/sample/made-up-people';
import { sourceId, targetId } from '../../shared/ids';
import type { Rules } from '../../shared/mapping/rules';
import { valueOrThrow } from '../../shared/outcome';
import { bluejeans } from '../../shared/profiles/bluejeans';
import { defaultRules, defaultSchema } from '../../shared/schema/default-schema';
import { graphPropertiesFor } from '../../shared/schema/graph-properties';
import { defaultJob } from '../../shared/settings/defaults';

/** Ten thousand people, half of them with an account: counted rightly, without holding up the process, and stopped at once. */
const people = 10_000;
const domain = 'oxbow.example';
const current = defaultRules(bluejeans);
const job = defaultJob(bluejeans, defaultSchema(bluejeans));
let folder: string;
let ledger: Ledger;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inseam-trial-'));
  ledger = valueOrThrow(openLedger(folder, Date.now));
  const { database } = ledger;
  database.transaction(() => {
    for (const [index, { id, properties }] of madeUpPeople(people, domain).entries()) {
      const person = sourceId(id);
      const now = '2026-11-24T12:00:00Z';
      recordRead(
        database,
        { id: person, state: 'present', properties: { ...properties, id }, managerId: null },
        'cycle',
        true,
      );
      if (index % 2 === 0)
        saveLink(
          database,
          {
            sourceId: person,
            targetId: targetId(`t-${index}`),
            enabled: true,
            known: { userName: String(properties['userPrincipalName']), title: String(properties['jobTitle']) },
            origin: 'created',
            linkedAt: now,
            leftBecause: null,
          },
          now,
        );
    }
  });
});
afterAll(() => {
  ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

const edited = (target: string, text: string): Rules => ({
  ...current,
  mappings: current.mappings.map((mapping) =>
    mapping.target === target ? { ...mapping, source: { kind: 'expression', text } } : mapping,
  ),
});
const tryOut = (rules: Rules, watch: Partial<TrialWatch> = {}) =>
  tryRules(
    {
      settings: { ...job, scope: { ...job.scope, mode: 'all' } },
      profile: bluejeans,
      current,
      edited: rules,
      scopeFilters: [],
      surroundings: surroundingsAt(Date.now(), null),
      people: ledger.database,
      properties: graphPropertiesFor(current),
    },
    { progress: () => undefined, stopping: () => false, ...watch },
  );

test('everybody is counted once, while the process goes on answering', async () => {
  const told: [number, number][] = [];
  let turns = 0;
  let isRunning = true;
  const turn = (): void => {
    turns += 1;
    if (isRunning) setImmediate(turn);
  };
  setImmediate(turn);
  const trial = await tryOut(edited('title', 'ToUpper([jobTitle])'), { progress: (...at) => told.push(at) });
  isRunning = false;
  expect(trial).toMatchObject({
    people,
    changed: people / 2,
    created: people / 2,
    unchanged: 0,
    skipped: 0,
    unread: [],
  });
  expect(trial?.attributes).toEqual([expect.objectContaining({ attribute: 'title', count: people })]);
  expect(turns).toBeGreaterThan(told.length / 2);
  expect(told.at(-1)).toEqual([people, people]);
  expect(told.every(([done], at) => done >= (told[at - 1]?.[0] ?? 0))).toBe(true);
});

test('a name for all of them that is too long gets one fix that keeps them all apart', async () => {
  const rules = edited('userName', 'Append("a.long.beginning.", [userPrincipalName])');
  const trial = await tryOut(rules);
  const [violation] = trial?.violations ?? [];
  expect(violation).toMatchObject({ kind: 'too-long', attribute: 'userName', count: people });
  expect(violation?.people.length).toBeLessThanOrEqual(20);
  const mended = await tryOut(edited('userName', violation?.fix ?? ''));
  expect(mended).toMatchObject({ people, skipped: 0, violations: [] });
});

test('an attribute that nobody read is named', async () => {
  expect((await tryOut(edited('title', 'Coalesce([employeeId], [jobTitle])')))?.unread).toEqual(['employeeId']);
});

test('it is stopped where it stands', async () => {
  let asked = 0;
  const stopping = (): boolean => {
    asked += 1;
    return asked > 1;
  };
  expect(await tryOut(edited('title', 'ToUpper([jobTitle])'), { stopping })).toBeNull();
  expect(asked).toBe(2);
});
