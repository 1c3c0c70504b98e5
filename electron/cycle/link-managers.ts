import { type SourceId, type TargetId, targetId } from '../../shared/ids';
import type { LogRow } from '../../shared/log/log-row';
import type { Problem } from '../../shared/log/problem';
import { clearCuredFailure, recordFailure } from '../ledger/escrows';
import { ownerOfAccount } from '../ledger/links';
import { addLogRow } from '../ledger/log-rows';
import { settlePerson } from '../ledger/people';
import { forgetAccount, type ResolvableReference, resolvableReferences, settleReference } from '../ledger/references';
import { rememberVanished } from '../ledger/vanished';
import type { Cycle } from './cycle';
import { endOrKeep, scopeOf } from './evaluate-person';
import { knownResource } from './export-operation';
import { keepReferenceImage } from './keep-before-image';
import { adviceFor, logRow, withoutSecrets } from './log-entry';
import { openPendingResults, type PendingResults } from './pending-results';
import { referenceIn } from './record-result';

const referencesAtOnce = 400;

/**
 * The second step of references: set once both accounts exist. What cannot be resolved stays wanted in the ledger and
 * is filled in by a later cycle on its own, which the cloud service does not do (entra-provisioning 2.4). It is an update
 * of an account that is there: with Update switched off it stays wanted.
 */
export async function linkManagers(cycle: Cycle): Promise<void> {
  if (!cycle.job.rules.actions.update) return;
  const { database } = cycle.job.ledger;
  const results = openPendingResults(cycle);
  let after = '';
  try {
    while (!cycle.stopping()) {
      const references = resolvableReferences(database, momentOf(cycle), after, referencesAtOnce);
      const last = references.at(-1);
      if (last === undefined) return;
      after = last.person.id;
      cycle.progress.stage = 'link';
      await setReferences(cycle, references, results);
    }
  } finally {
    results.save();
  }
}

/** The reference of one person, and of nobody else: provision on demand. */
export async function setReferenceOf(cycle: Cycle, person: SourceId): Promise<void> {
  if (!cycle.job.rules.actions.update) return;
  const results = openPendingResults(cycle);
  try {
    await setReferences(
      cycle,
      resolvableReferences(cycle.job.ledger.database, momentOf(cycle), '', 10, person),
      results,
    );
  } finally {
    results.save();
  }
}

export async function setReferences(
  cycle: Cycle,
  references: readonly ResolvableReference[],
  results: PendingResults,
): Promise<void> {
  await cycle.pool.run(references, async (wanted) => {
    if (cycle.stopping() || cycle.selection?.allowsReference(wanted) === false) return;
    const reference = await asTheTargetHasIt(cycle, wanted);
    if (reference.exported === reference.to) {
      results.add(() => {
        settle(cycle, reference);
        return null;
      });
      return;
    }
    const startedAt = cycle.job.now();
    const problem = await sendReference(cycle, reference);
    results.add(() => {
      cycle.progress.stages.link += 1;
      return recordReference(cycle, reference, problem, startedAt);
    });
  });
}

/** A plan, and a run that follows one, go by what the account has; one that the same plan creates has nothing yet. */
async function asTheTargetHasIt(cycle: Cycle, reference: ResolvableReference): Promise<ResolvableReference> {
  const { link, path, changedInCycle } = reference;
  if (cycle.selection?.readsAccounts !== true || changedInCycle) return reference;
  const answer = await cycle.job.target.read(link.targetId, cycle.signal);
  if (!answer.ok) endOrKeep(answer.problem);
  if (!answer.ok || answer.value === null) return reference;
  const has = referenceIn(answer.value.resource, path);
  return { ...reference, exported: has === null ? null : targetId(has) };
}

const momentOf = ({ id, job }: Cycle) => ({ cycle: id, now: job.now() });

/** What failed of the person before was this, or was cured before it was this one's turn. */
function settle(cycle: Cycle, { person, path, to }: ResolvableReference): void {
  const { database } = cycle.job.ledger;
  settleReference(database, person.id, path, to);
  clearCuredFailure(database, person.id);
}

async function sendReference(cycle: Cycle, { link, path, exported, to }: ResolvableReference): Promise<Problem | null> {
  const answer = await cycle.job.target.update(
    link.targetId,
    [],
    [{ path, from: exported, to }],
    knownResource(link.known),
    cycle.signal,
  );
  if (!answer.ok) return endOrKeep(answer.problem);
  const refused = answer.value.refused.find((one) => one.path === path);
  return refused === undefined
    ? null
    : { kind: 'target-refused', status: 400, scimType: 'invalidPath', attribute: path, detail: refused.detail };
}

const nameOfAccount = (cycle: Cycle, account: TargetId | null): string | null =>
  account === null ? null : (ownerOfAccount(cycle.job.ledger.database, account)?.name ?? account);

function recordReference(
  cycle: Cycle,
  reference: ResolvableReference,
  said: Problem | null,
  startedAt: number,
): LogRow {
  const { job } = cycle;
  const problem = said === null ? null : withoutSecrets(said, job.redact);
  const { database } = job.ledger;
  const { person, link, path, exported, to, toName } = reference;
  const verdict = scopeOf(job, reference);
  // A service that will not have the attribute says the same tomorrow; everything else is tried again.
  const failed = problem !== null && problem.kind !== 'target-refused';
  if (!failed) settle(cycle, reference);
  if (problem === null) keepReferenceImage(cycle, reference);
  const row = logRow(
    cycle,
    {
      person,
      importedAs: cycle.undoes === undefined ? 'update' : 'undo',
      verdict,
      match: { kind: 'linked', targetId: link.targetId },
      startedAt,
    },
    {
      action: 'update',
      status: failed ? 'failure' : problem === null ? 'success' : 'warning',
      staged: false,
      target: link.targetId,
      problem,
      story:
        problem === null
          ? { kind: 'done', action: 'update', attributes: 1 }
          : { kind: 'failed', action: 'update', advice: adviceFor(job, problem, person) },
      modified: [{ attribute: path, from: nameOfAccount(cycle, exported), to: toName ?? to }],
    },
  );
  if (failed) {
    recordFailure(database, person.id, problem, job.now());
    settlePerson(database, person.id, { inScope: verdict.inScope, standing: 'failed', problem });
    if (problem.kind === 'account-gone') {
      forgetAccount(database, person.id);
      rememberVanished(database, person.id, link.targetId);
    }
    cycle.counts.failed += 1;
    cycle.failures.reference();
  }
  addLogRow(database, cycle.number, row);
  // A manager set after a creation is not one more account changed.
  if (problem === null && !reference.changedInCycle) cycle.counts.updated += 1;
  return row;
}
