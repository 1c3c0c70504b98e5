import { decideRevert, type RevertDecision } from '../../shared/decision/decide-revert';
import type { UndoPlan, UndoRow } from '../../shared/decision/undo-plan';
import { judgeRemovals } from '../../shared/guard/deletion-threshold';
import { type CycleSummary, changedAccounts } from '../../shared/health/job-state';
import { cycleId, type SourceId, targetId } from '../../shared/ids';
import type { ModifiedProperty } from '../../shared/log/log-row';
import { redactedText, shownChange, shownValue } from '../../shared/mapping/shown-value';
import { readPath } from '../../shared/mapping/target-path';
import type { PathValue, ScimResource } from '../../shared/mapping/target-value';
import { ProblemError, success } from '../../shared/outcome';
import { countImagedAccounts, type ImagedAccount, imagedAccounts, lastImagedCycle } from '../ledger/before-images';
import { readCycle } from '../ledger/cycles';
import { readFact } from '../ledger/facts';
import { holdOf } from '../ledger/holds';
import { countLinks, ownerOfAccount } from '../ledger/links';
import { nameOfLogged, readPerson } from '../ledger/people';
import { personMeant } from '../ledger/person-meant';
import { type WorkItem, workOf } from '../ledger/work-list';
import type { Job } from './cycle';
import { endOrKeep } from './evaluate-person';
import { isProtected } from './guard-person';
import { adviceFor } from './log-entry';
import { openPool, type Pool } from './pool';
import { referenceIn } from './record-result';

const accountsAtOnce = 200;

export interface UndoRequest {
  /** A cycle's id, or `last`. */
  readonly cycle: string;
  /** Only this person of it (object id or userPrincipalName); null: all. */
  readonly person: string | null;
}

/** What is to be undone, found in the ledger. */
export interface UndoSubject {
  readonly cycle: CycleSummary;
  readonly person: SourceId | null;
}

export interface PlannedUndo {
  readonly plan: UndoPlan;
  readonly rows: readonly UndoRow[];
}

/** One account decided on. */
export interface DecidedUndo {
  readonly imaged: ImagedAccount;
  readonly item: WorkItem | null;
  readonly resource: ScimResource | null;
  readonly decision: RevertDecision;
}

/** Finds the cycle and the person that are meant. Throws what is wrong with them. */
export function findUndoSubject(job: Job, { cycle: wanted, person: named }: UndoRequest): UndoSubject {
  const { database } = job.ledger;
  const keptDays = job.settings.log.retentionDays;
  const id = wanted === 'last' ? lastImagedCycle(database) : wanted;
  const cycle = id === null ? null : readCycle(database, id);
  if (cycle === null) throw new ProblemError({ kind: 'cycle-unknown', cycle: wanted });
  if (imagedAccounts(database, cycle.id, null, '', 1).length === 0 && changedAccounts(cycle.counts) > 0)
    throw new ProblemError({ kind: 'before-images-gone', cycle: cycle.id, keptDays });
  // An id of one service may be a stranger's account in another: a cycle proves the links first.
  const address = readFact(database, 'target');
  if (address !== null && address !== job.settings.target.baseUrl)
    throw new ProblemError({
      kind: 'usage',
      detail:
        'The address of the target changed since. Run a cycle first: it finds out which accounts are still the same',
    });
  if (named === null) return { cycle, person: null };
  const meant = personMeant(database, named);
  if (!meant.ok) throw new ProblemError(meant.problem);
  return { cycle, person: meant.value.id };
}

export interface PlanUndoOptions {
  readonly signal: AbortSignal;
  readonly stopping: () => boolean;
  /** Told how many of the accounts have been looked at. */
  readonly looked: (done: number, expected: number) => void;
}

/** What undoing would do, against the accounts as they are now. Writes nothing anywhere. */
export async function planUndo(job: Job, subject: UndoSubject, options: PlanUndoOptions): Promise<PlannedUndo> {
  const rows: UndoRow[] = [];
  const pool = openPool(job.settings.target.concurrency);
  const expected = countImagedAccounts(job.ledger.database, subject.cycle.id, subject.person);
  for await (const slice of decideInSlices(job, subject, pool, options.signal)) {
    if (options.stopping()) throw new ProblemError({ kind: 'cycle-stopped' });
    for (const one of slice) rows.push(rowOf(job, one));
    options.looked(rows.length, expected);
  }
  const removals = rows.filter(({ action }) => action === 'disable').length;
  const verdict = judgeRemovals(removals, countLinks(job.ledger.database), job.settings.safety);
  const limit = verdict.crossed?.limit ?? null;
  const judged =
    limit === null ? rows : rows.map((row) => (row.action === 'disable' ? hold(row, removals, limit) : row));
  return {
    rows: inOrder(judged),
    plan: {
      cycleId: cycleId(subject.cycle.id),
      startedAt: subject.cycle.startedAt,
      accounts: rows.length,
      putBack: judged.filter(({ action }) => action !== 'none').length,
      removals,
      limit,
    },
  };
}

const hold = (row: UndoRow, removals: number, limit: number): UndoRow => ({
  ...row,
  action: 'none',
  changes: [],
  left: { kind: 'over-limit', removals, limit },
});

/** What takes access away comes first, what is left as it is last. */
const inOrder = (rows: readonly UndoRow[]): readonly UndoRow[] =>
  (['disable', 'update', 'enable', 'none'] as const).flatMap((action) => rows.filter((row) => row.action === action));

/** Slices of accounts, each read just before it is decided on. */
export async function* decideInSlices(
  job: Job,
  { cycle, person }: UndoSubject,
  pool: Pool,
  signal: AbortSignal,
): AsyncIterable<readonly DecidedUndo[]> {
  for (let after = ''; ; ) {
    const accounts = imagedAccounts(job.ledger.database, cycle.id, person, after, accountsAtOnce);
    const last = accounts.at(-1);
    if (last === undefined) return;
    after = last.person;
    yield await pool.run(accounts, (imaged) => decideOne(job, imaged, signal));
  }
}

async function decideOne(job: Job, imaged: ImagedAccount, signal: AbortSignal): Promise<DecidedUndo> {
  const { database } = job.ledger;
  const item = workOf(database, imaged.person);
  const isLinked = item?.link?.targetId === imaged.target;
  const deleted = imaged.images.some(({ action }) => action === 'delete');
  const reason = holdOf(database, imaged.person)?.reason ?? null;
  const read = deleted || !isLinked || reason !== null ? success(null) : await job.target.read(imaged.target, signal);
  const resource = read.ok ? (read.value?.resource ?? null) : null;
  const decided = decideRevert({
    target: imaged.target,
    images: imaged.images,
    isLinked,
    hold: reason,
    isProtected: isProtected(job.settings, imaged.person),
    account:
      resource === null
        ? null
        : {
            has: (path) => readPath(resource, path),
            refersTo: (path) => {
              const id = referenceIn(resource, path);
              return id === null ? null : targetId(id);
            },
          },
    profile: job.profile,
  });
  if (read.ok) return { imaged, item, resource, decision: decided };
  const { title } = adviceFor(job, endOrKeep(read.problem), item?.person ?? null);
  return { imaged, item, resource, decision: { ...decided, left: { kind: 'not-read', title: job.redact(title) } } };
}

const hidden = (one: PathValue): PathValue => (one.redacted === true ? { ...one, value: redactedText } : one);

function rowOf(job: Job, { imaged, decision }: DecidedUndo): UndoRow {
  const { database } = job.ledger;
  const { operation, references } = decision;
  const named = readPerson(database, imaged.person);
  const { name, mail } = nameOfLogged(database, imaged.person, named);
  const nameOf = (account: string | null): string | null =>
    account === null ? null : (ownerOfAccount(database, targetId(account))?.name ?? account);
  const isReference = new Set(
    imaged.images.flatMap(({ action, changes }) => (action === 'reference' ? changes.map(({ path }) => path) : [])),
  );
  const shown = (path: string, value: Parameters<typeof shownValue>[0]): string | null =>
    isReference.has(path) ? nameOf(shownValue(value)) : shownValue(value);
  const changes: ModifiedProperty[] = [
    ...(operation?.changes ?? []).map(shownChange),
    ...references.map(({ path, from, to }) => ({ attribute: path, from: nameOf(from), to: nameOf(to) })),
  ];
  return {
    sourceId: imaged.person,
    targetId: imaged.target,
    name,
    mail,
    action: decision.left !== null ? 'none' : (operation?.action ?? 'update'),
    created: decision.created,
    changes,
    changedSince: decision.changedSince.map(({ path, wrote, now, redacted }) =>
      redacted === true
        ? shownChange({ path, from: wrote, to: now, redacted })
        : { attribute: path, from: shown(path, wrote), to: shown(path, now) },
    ),
    left:
      decision.left?.kind === 'deleted' ? { ...decision.left, known: decision.left.known.map(hidden) } : decision.left,
    changedAgainAt: imaged.changedAgainAt,
  };
}
