import { decideDeletions } from '../../electron/commands/deletions';
import { listLogRows } from '../../electron/ledger/log-rows';
import { planRows } from '../../electron/ledger/plan-rows';
import type { RecordedRequest } from '../../electron/sample/recording';
import type { CycleSummary } from '../../shared/health/job-state';
import type { LogRow } from '../../shared/log/log-row';
import { valueOrThrow } from '../../shared/outcome';
import { compare, type Difference, seen } from './compare';
import { happen } from './events';
import type { Ground } from './ground';
import { emptyModel, isWanted, type Model, settle } from './model';
import { chance } from './random';
import { foundTenant, nameOf, type Tenant, tell } from './tenant';
import { endTrouble, injectTrouble, killInCycle } from './trouble';

const hour = 3_600_000;

/** `faults`: servers misbehave at random requests; `kills`: the process is killed at random requests. */
export type WalkKind = 'calm' | 'faults' | 'kills';

/** The whole life of one tenant. Throws a {@link WalkError} that can be read where anything is not as it must be. */
export async function walk(ground: Ground, seed: number, kind: WalkKind = 'calm'): Promise<void> {
  const chosen = chance(seed);
  const tenant = await foundTenant(ground, chosen, emptyModel());
  for (const rounds = chosen.between(5, 8); tenant.round < rounds; tenant.round += 1) {
    try {
      if (tenant.round > 0) await happen(tenant, chosen.between(1, 8));
      await oneRound(tenant, kind);
    } catch (error) {
      throw error instanceof Mismatch ? new WalkError(seed, kind, tenant, error) : error;
    }
  }
}

async function oneRound(tenant: Tenant, kind: WalkKind): Promise<void> {
  const { ground, chance: chosen } = tenant;
  ground.pass(chosen.between(25, 30) * hour);
  if (chosen.percent(10)) await ground.restart();
  const before = snapshot(tenant.model);
  if (kind === 'calm' && tenant.round > 0 && !tenant.rulesChanged && chosen.percent(12))
    await exactlyAPlan(tenant, before);
  const isFull = tenant.round === 0 || chosen.percent(20) || tenant.restarted;
  const isTroubled =
    kind === 'faults' ? chosen.percent(75) : kind === 'kills' && tenant.round > 0 && chosen.percent(40);
  settle(tenant.model, tenant.facts, {
    full: isFull,
    everyone: tenant.rulesChanged || tenant.restarted,
    touched: tenant.touched,
  });

  const people = [...tenant.facts.people.values()].filter(({ state }) => state === 'present');
  if (tenant.round > 0 && people.length > 0 && chosen.percent(25))
    await onDemand(tenant, chosen.pick(people).id, before);
  tenant.cycles.length = 0;
  const troubledWrites = isTroubled ? await troubled(tenant, before, kind) : [];
  let cycle = await oneCycle(tenant, before, isFull, !isTroubled && chosen.percent(25), isTroubled);
  if (cycle.problem?.kind === 'source-empty') {
    // Nobody assigned any more is believed only when the admin asks for everybody to be checked.
    settle(tenant.model, tenant.facts, { full: true, everyone: true, touched: tenant.touched });
    cycle = await oneCycle(tenant, before, true, false, true);
  }
  if (cycle.state === 'held') {
    // The admin looks at them and lets all of them go.
    const held = decideDeletions(ground.database(), 'allow', null);
    tell(tenant, null, `${held.decided} held removals are allowed`);
    cycle = await oneCycle(tenant, before, false, false, isTroubled);
    if (cycle.state === 'held') throw new Mismatch('allowed removals are held again', []);
  }
  // A name that becomes free, or a manager who appears, in the middle of a cycle: whoever failed is tried again by itself.
  for (let more = 0; more < 3 && cycle.counts.failed > 0; more += 1) {
    ground.pass(25 * hour);
    cycle = await oneCycle(tenant, before, false, false, isTroubled);
  }
  if (kind === 'faults') mentioned(tenant, troubledWrites);
  const differences = compare(tenant.model, tenant.facts, await ground.scim.accounts());
  if (differences.length > 0) throw new Mismatch('the target is not as the model wants it', differences);

  const again = await writesOf(ground, () => cycleNow(ground, false));
  if (again.writes.some(hasEffect) || (again.result.counts.failed === 0 && again.writes.length > 0)) {
    throw new Mismatch('a repeated cycle writes', about(tenant, again.writes));
  }
  const { skipOutOfScope, actions, mapping } = tenant.facts;
  // What a later cycle would bring again by itself; it reads whom it puts right, and sees what was changed by hand.
  const isByHand = tenant.model.accounts.some(({ byHand }) => byHand.size > 0);
  if (
    !isTroubled &&
    !isByHand &&
    actions.update &&
    !skipOutOfScope &&
    mapping.active !== 'unmapped' &&
    chosen.percent(12)
  )
    await undoLast(tenant);
  tenant.touched.clear();
  tenant.rulesChanged = false;
  tenant.restarted = false;
}

// ---- what is run

async function cycleNow(ground: Ground, full: boolean): Promise<CycleSummary> {
  return valueOrThrow(await ground.runner().cycle(ground.job, { full, approve: true, trigger: 'admin' }));
}

async function writesOf<T>(ground: Ground, run: () => Promise<T>): Promise<{ result: T; writes: RecordedRequest[] }> {
  await ground.scim.forgetRequests();
  const result = await run();
  const writes = (await ground.scim.recording()).filter(({ method }) => method !== 'GET');
  return { result, writes };
}

async function oneCycle(
  tenant: Tenant,
  before: Before,
  full: boolean,
  planned: boolean,
  afterTrouble: boolean,
): Promise<CycleSummary> {
  const { ground } = tenant;
  let plan: string[] | null = null;
  if (planned) {
    const { writes } = await writesOf(ground, async () => valueOrThrow(await ground.runner().plan(ground.job, full)));
    if (writes.length > 0) throw new Mismatch('a plan writes', about(tenant, writes));
    plan = planRows(ground.database(), 'all', 0, 1000)
      .rows.filter(({ action, status }) => status === 'planned' && action !== 'none')
      .map(({ sourceId, action }) => `${action} ${sourceId}`);
  }
  const was = new Map((await ground.scim.accounts()).map((row) => [row.id, seen(row)]));
  const { result, writes } = await writesOf(ground, () => cycleNow(ground, full));
  tenant.accountsBefore.set(result.id, was);
  tell(tenant, null, `${full ? 'full' : result.kind} cycle: ${result.state} ${JSON.stringify(result.counts)}`);
  tenant.cycles.push(result.id);
  if (result.problem !== null && result.problem.kind !== 'source-empty')
    throw new Mismatch('a cycle with nothing in its way fails', [{ who: null, words: JSON.stringify(result.problem) }]);
  const rows = rowsOf(ground, result.id);
  for (const { status, sourceId, problem } of rows)
    if (status === 'failure') tell(tenant, sourceId, `fails: ${JSON.stringify(problem)}`);
  harmless(tenant, before, writes);
  withinLimit(tenant, result, writes);
  if (!afterTrouble) accountedFor(tenant, rows, writes, new Set((await ground.scim.accounts()).map(({ id }) => id)));
  if (plan !== null) {
    // A person once: the manager of a new account is part of its creation.
    const did = new Map<string, string>();
    for (const { status, action, sourceId } of rows.filter(({ staged }) => !staged).reverse()) {
      const before = did.get(sourceId);
      if (
        (status === 'success' || status === 'warning') &&
        action !== 'none' &&
        (before === undefined || before === 'link')
      )
        did.set(sourceId, action);
    }
    const open = new Set(rows.filter(({ status }) => status === 'failure').map(({ sourceId }) => String(sourceId)));
    // A plan reads whom it would change; an incremental cycle goes by what it knows (2.2).
    for (const [who, { account }] of tenant.model.links)
      if (account.byHand.size > 0 || !account.exists || account.replaces !== null) open.add(who);
    const done = [...did].filter(([who]) => !open.has(who)).map(([who, action]) => `${action} ${who}`);
    const expected = plan.filter((one) => !open.has(one.split(' ')[1] ?? ''));
    const differs = [
      ...expected.filter((one) => !done.includes(one)).map((one) => ({ one, how: 'planned and not done' })),
      ...done.filter((one) => !expected.includes(one)).map((one) => ({ one, how: 'done and not planned' })),
    ].map(({ one, how }) => ({ who: one.split(' ')[1] ?? null, words: `${how}: ${one}` }));
    if (differs.length > 0) throw new Mismatch('a cycle does not do what its plan said', differs);
  }
  return result;
}

/** A plan, a few changes, and a run of the plan and of nothing else: whoever changed is left for the next cycle. */
async function exactlyAPlan(tenant: Tenant, before: Before): Promise<void> {
  const { ground, chance: chosen } = tenant;
  valueOrThrow(await ground.runner().plan(ground.job, false));
  tell(tenant, null, 'a plan is made, to be run exactly');
  const known = new Set(tenant.touched);
  const mark = tenant.story.length;
  await happen(tenant, chosen.between(1, 3));
  const changed = tenant.story
    .slice(mark)
    .flatMap(({ who }) => (who === null || (tenant.touched.has(who) && known.has(who)) ? [] : [who]));
  const planned = new Set(
    planRows(ground.database(), 'all', 0, 1000)
      .rows.filter(({ status, action }) => status === 'planned' && action !== 'none')
      .map(({ sourceId }) => String(sourceId)),
  );
  const { result, writes } = await writesOf(ground, () =>
    ground.runner().cycle(ground.job, { full: false, approve: true, trigger: 'admin', exactly: true }),
  );
  tell(tenant, null, `exactly the plan: ${result.ok ? JSON.stringify(result.value.counts) : result.problem.kind}`);
  // Set anew since, the rules are no longer those of the plan.
  if (!result.ok) {
    if (tenant.rulesChanged || tenant.restarted) return;
    throw new Mismatch('a plan cannot be run', [{ who: null, words: JSON.stringify(result.problem) }]);
  }
  harmless(tenant, before, writes);
  const wrong = writes.filter(hasEffect).flatMap((write): Difference[] => {
    const who = ownerOf(tenant, idIn(write));
    if (write.method === 'POST' || who === null) return [];
    const isLeft = changed.includes(who) && tenant.touched.has(who) && !known.has(who);
    return planned.has(who) && !isLeft ? [] : [{ who, words: `${write.method} ${write.body ?? ''}` }];
  });
  if (wrong.length > 0) throw new Mismatch('a run of exactly the plan did something else', wrong);
}

/** The last cycle that wrote is undone: every account is as before it, and the next cycle makes it the model's again. */
async function undoLast(tenant: Tenant): Promise<void> {
  const { ground, model, facts } = tenant;
  const request = { cycle: 'last', person: null };
  const planned = await ground.runner().planUndo(ground.job, request);
  if (!planned.ok) return;
  const { plan, rows } = planned.value;
  const was = tenant.accountsBefore.get(plan.cycleId);
  const { cycle } = valueOrThrow(await ground.runner().undo(ground.job, request, { pause: false }));
  tell(tenant, null, `the cycle is undone: ${cycle === null ? 'nothing to put back' : JSON.stringify(cycle.counts)}`);
  if (cycle === null) return;
  if (was !== undefined && cycle.counts.failed === 0) {
    const now = new Map((await ground.scim.accounts()).map((row) => [row.id, seen(row)]));
    const wrong = rows
      .filter(({ left, changedSince }) => left === null && changedSince.length === 0)
      .flatMap(({ sourceId: who, targetId, created }): Difference[] => {
        const before = was.get(String(targetId));
        const after = now.get(String(targetId));
        const isBack = created ? after?.values.active === 'false' : JSON.stringify(after) === JSON.stringify(before);
        return isBack ? [] : [{ who, words: `${JSON.stringify(before)} became ${JSON.stringify(after)}` }];
      });
    if (wrong.length > 0) throw new Mismatch('an undone cycle is not undone', wrong);
  }
  for (let more = 0; more < 4; more += 1) {
    ground.pass(25 * hour);
    const again = await cycleNow(ground, false);
    if (again.state === 'held') decideDeletions(ground.database(), 'allow', null);
    else if (again.counts.failed === 0) break;
  }
  const differences = compare(model, facts, await ground.scim.accounts());
  if (differences.length > 0) throw new Mismatch('after an undo the target does not become what it was', differences);
}

/** Cycles while something is wrong: they may come to nothing, and must do no harm. */
async function troubled(tenant: Tenant, before: Before, kind: WalkKind): Promise<readonly RecordedRequest[]> {
  const { ground, chance: chosen } = tenant;
  await ground.scim.forgetRequests();
  await ground.entra.forgetRequests();
  if (kind === 'kills') await killInCycle(tenant, chosen.percent(20));
  else {
    await injectTrouble(tenant);
    for (let count = chosen.between(1, 2); count > 0; count -= 1) {
      const outcome = await ground.runner().cycle(ground.job, { full: false, approve: true, trigger: 'admin' });
      if (outcome.ok) tenant.cycles.push(outcome.value.id);
      const { state = null, counts = null } = outcome.ok ? outcome.value : {};
      tell(tenant, null, `troubled cycle: ${outcome.ok ? `${state} ${JSON.stringify(counts)}` : outcome.problem.kind}`);
      if (chosen.percent(50)) ground.pass(hour);
    }
    await endTrouble(tenant);
  }
  const writes = (await ground.scim.recording()).filter(({ method }) => method !== 'GET');
  harmless(tenant, before, writes);
  ground.pass(25 * hour);
  return writes;
}

/** Whatever had an effect, or may have had one, is told of somewhere in the log of the round, as done or as failed. */
function mentioned(tenant: Tenant, writes: readonly RecordedRequest[]): void {
  const rows = tenant.cycles.flatMap((cycle) => rowsOf(tenant.ground, cycle)).filter(({ action }) => action !== 'none');
  const told = new Set<string>(rows.map(({ targetId }) => String(targetId)));
  const harmlessFaults = ['web-page', 'throttled', 'connection-reset', 'unauthorized'];
  const silent = writes.filter(
    (write) =>
      write.method !== 'POST' &&
      !harmlessFaults.includes(write.fault ?? '') &&
      hasPerhapsEffect(write) &&
      !told.has(idIn(write)),
  );
  if (silent.length > 0) throw new Mismatch('something was sent that no row tells of', about(tenant, silent));
}

const hasPerhapsEffect = ({ status, fault }: RecordedRequest): boolean =>
  status === null || status < 300 || fault === 'server-error';

async function onDemand(tenant: Tenant, person: string, before: Before): Promise<void> {
  const { ground } = tenant;
  const { result, writes } = await writesOf(ground, () => ground.runner().provision(ground.job, person));
  tell(
    tenant,
    person,
    `is provisioned on demand: ${result.ok ? result.value.rows.map(({ reason }) => reason).join(' ') : result.problem.kind}`,
  );
  harmless(tenant, before, writes);
}

export function rowsOf(ground: Ground, cycleId: string): readonly LogRow[] {
  const filter = { text: '', action: 'any', status: 'any', cycleId, since: null, showUnchanged: true } as const;
  return listLogRows(ground.database(), filter, 0, 5000);
}

// ---- what must hold

const hasEffect = ({ status }: RecordedRequest): boolean => status !== null && status < 300;
const idIn = ({ url }: RecordedRequest): string => decodeURIComponent(url.split('?')[0]?.split('/Users/')[1] ?? '');

/** Each account as it was before the round, with whose it was. */
interface Before {
  readonly owners: ReadonlyMap<string, string>;
  readonly managed: ReadonlySet<string>;
  /** Let go of and never disabled. */
  readonly mayBeGone: ReadonlySet<string>;
}

function snapshot(model: Model): Before {
  const owners = [...model.links].flatMap(([who, { account }]) =>
    account.id === null ? [] : [[account.id, who] as const],
  );
  return {
    owners: new Map(owners),
    managed: new Set([...model.links].filter(([, { managed }]) => managed).map(([who]) => who)),
    mayBeGone: new Set(
      [...model.links].filter(([, { account }]) => account.values.active === 'true').map(([who]) => who),
    ),
  };
}

/** No request takes access away from whom the rules do not take it from. */
function harmless(tenant: Tenant, { owners, managed, mayBeGone }: Before, writes: readonly RecordedRequest[]): void {
  const { facts } = tenant;
  const wrong = writes.filter(hasEffect).flatMap((write): Difference[] => {
    const isDelete = write.method === 'DELETE';
    const held = owners.get(idIn(write)) ?? '';
    if (facts.onHold.has(held)) return [{ who: held, words: `on hold: ${write.method} ${write.body ?? ''}` }];
    if (!isRemoval(write)) return [];
    const who = owners.get(idIn(write)) ?? null;
    const person = who === null ? undefined : facts.people.get(who);
    if (person === undefined) return [{ who: null, words: `${write.method} of nobody’s account ${idIn(write)}` }];
    const may = facts.protectedPeople.includes(person.id)
      ? false
      : isDelete
        ? person.state === 'hard-deleted' &&
          (managed.has(person.id) || mayBeGone.has(person.id)) &&
          facts.actions.delete
        : !isWanted(facts, person) && facts.actions.update;
    return may ? [] : [{ who, words: `${write.method} ${write.body ?? ''}` }];
  });
  if (wrong.length > 0) throw new Mismatch('access is taken away without a reason', wrong);
}

function disables(body: string | null): boolean {
  const { Operations = [] } = JSON.parse(body ?? '{}') as { Operations?: { path?: string; value?: unknown }[] };
  return Operations.some(({ path, value }) => {
    const active =
      path === 'active' ? value : path === undefined ? (value as { active?: unknown } | undefined)?.active : undefined;
    return active === false || String(active).toLowerCase() === 'false';
  });
}

/** 5.4, 13.3: counted first; more than the limit are all held, whatever was allowed before goes out. */
function withinLimit({ facts, cycles, ground }: Tenant, cycle: CycleSummary, writes: readonly RecordedRequest[]): void {
  if (facts.threshold === null) return;
  const staged = rowsOf(ground, cycle.id).filter((row) => row.staged);
  const removals = writes.filter((write) => hasEffect(write) && isRemoval(write));
  const isAllowed = cycles.length > 1;
  const wrong =
    staged.length > 0
      ? !isAllowed && removals.length > 0
      : !isAllowed && new Set(removals.map(idIn)).size > facts.threshold;
  if (!wrong) return;
  const words = `${removals.length} removals sent, ${staged.length} held, at most ${facts.threshold} at once`;
  throw new Mismatch('the limit of removals does not hold', [{ who: null, words }]);
}

const isRemoval = ({ method, body }: RecordedRequest): boolean =>
  method === 'DELETE' || (method === 'PATCH' && disables(body));

/** Every write that had an effect has its row, and every row about a change its write. */
function accountedFor(
  tenant: Tenant,
  rows: readonly LogRow[],
  writes: readonly RecordedRequest[],
  there: ReadonlySet<string>,
): void {
  const written = new Map<string, string[]>();
  for (const write of writes.filter(hasEffect)) {
    const id = write.method === 'POST' ? `new ${userNameIn(write)}` : idIn(write);
    written.set(id, [...(written.get(id) ?? []), write.method]);
  }
  const said = new Map<string, LogRow[]>();
  for (const row of rows) {
    if (
      row.staged ||
      (row.status !== 'success' && row.status !== 'warning') ||
      row.action === 'none' ||
      row.action === 'link'
    )
      continue;
    const id = String(row.targetId);
    said.set(id, [...(said.get(id) ?? []), row]);
  }
  const differs: Difference[] = [];
  const posts = [...written].filter(([id]) => id.startsWith('new '));
  const creates = [...said.values()].flat().filter(({ action }) => action === 'create');
  if (posts.length !== creates.length)
    differs.push({ who: null, words: `${posts.length} POSTs, ${creates.length} rows of creations` });
  const created = new Set(creates.map(({ targetId }) => String(targetId)));
  for (const [id, methods] of written) {
    if (id.startsWith('new ') || created.has(id)) continue;
    const own = said.get(id) ?? [];
    if (own.length !== methods.length) {
      differs.push({
        who: own[0]?.sourceId ?? ownerOf(tenant, id),
        words: `${methods.join(', ')} and ${own.length} rows (${own.map(({ reason }) => reason).join(' ')})`,
      });
    }
  }
  for (const [id, own] of said) {
    if (written.has(id) || created.has(id)) continue;
    // An account that is gone has nothing left to take away.
    if (!there.has(id) && own.every(({ action }) => action === 'disable' || action === 'delete')) continue;
    for (const { sourceId, action, reason } of own)
      differs.push({ who: sourceId, words: `a row without a write: ${action}. ${reason}` });
  }
  if (differs.length > 0) throw new Mismatch('the log does not account for what was written', differs);
}

const userNameIn = ({ body }: RecordedRequest): string =>
  String((JSON.parse(body ?? '{}') as { userName?: unknown }).userName);

const ownerOf = ({ model }: Tenant, id: string): string | null =>
  [...model.links].find(([, { account }]) => account.id === id)?.[0] ?? null;

const about = (tenant: Tenant, writes: readonly RecordedRequest[]): Difference[] =>
  writes.map((write) => ({
    who: ownerOf(tenant, idIn(write)),
    words: `${write.method} ${write.url.split('/').pop()} ${write.body ?? ''} → ${write.status}`,
  }));

// ---- how it is told

export class Mismatch extends Error {
  readonly differences: readonly Difference[];
  constructor(what: string, differences: readonly Difference[]) {
    super(what);
    this.differences = differences;
  }
}

/** Seed, round, what differs, and the story of those whom it is about. */
export class WalkError extends Error {
  constructor(seed: number, kind: WalkKind, tenant: Tenant, { message, differences }: Mismatch) {
    const named = differences.flatMap(({ who }) =>
      tenant.story
        .filter((one) => one.who === who)
        .flatMap(({ words }) => /"otherId":"([^"]+)"/.exec(words)?.[1] ?? []),
    );
    const whose = new Set(differences.slice(0, 2).flatMap(({ who }) => (who === null ? [] : [who])));
    for (const who of named) whose.add(who);
    for (const who of [...whose]) {
      const manager = tenant.facts.people.get(who)?.managerId ?? null;
      if (manager !== null && message.includes('target')) whose.add(manager);
    }
    const lines = [
      `${message} (seed ${seed}, round ${tenant.round}; again with INSEAM_WALK=${seed} npm test -- test/walk/${kind}.test.ts)`,
      ...differences.slice(0, 6).map(({ who, words }) => `  ${nameFor(tenant, who)}: ${words}`),
      ...[...whose]
        .slice(0, 3)
        .flatMap((who) => [
          `  Story of ${nameFor(tenant, who)}:`,
          ...tenant.story.filter((one) => one.who === who).map(({ round, words }) => `    ${round}: ${words}`),
        ]),
      '  Story of the tenant:',
      ...tenant.story
        .filter(({ who, round }) => who === null && round >= tenant.round - 1)
        .map(({ round, words }) => `    ${round}: ${words}`),
    ];
    super(lines.join('\n'));
    this.name = 'WalkError';
    this.stack = this.message;
  }
}

function nameFor({ facts }: Tenant, who: string | null): string {
  const person = who === null ? undefined : facts.people.get(who);
  return person === undefined ? (who ?? 'the target') : nameOf(person);
}
